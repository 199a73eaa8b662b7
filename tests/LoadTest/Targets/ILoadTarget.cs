using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>A server under load: how a citizen and an agent get connected to it. The yardsticks and the hub are its kinds.</summary>
internal interface ILoadTarget
{
    /// <summary>Whether each message is answered by a receipt; the bare relay has none.</summary>
    bool Acknowledges { get; }

    /// <summary>Connects one citizen and one agent so that the agent receives what the citizen sends.</summary>
    /// <exception cref="IOException">The server refused, with its reason.</exception>
    Task<IPairLink> ConnectAsync(int pair, IPairEvents events, CancellationToken cancel);

    /// <summary>Connects one citizen who has the window open and writes nothing.</summary>
    /// <exception cref="IOException">The server refused, with its reason.</exception>
    Task<HubConnection> ConnectIdleAsync(CancellationToken cancel);
}

/// <summary>The two open connections of a pair.</summary>
internal interface IPairLink : IDisposable
{
    /// <summary>Sends one message from the citizen.</summary>
    /// <param name="number">The pair's message number, from 0.</param>
    /// <param name="timestamp">Stopwatch ticks to carry in the text.</param>
    /// <exception cref="IOException">The connection is gone.</exception>
    void Send(int number, long timestamp);

    /// <summary>Pings on both connections; SignalR drops a client that is silent for 30 s.</summary>
    /// <exception cref="IOException">A connection is gone.</exception>
    void KeepAlive();
}

/// <summary>What the two connections tell their pair. Calls come on socket threads and must not block.</summary>
internal interface IPairEvents
{
    /// <summary>A message reached the agent's connection.</summary>
    void Arrived(MessageMark mark);

    /// <summary>The server gave the citizen a receipt.</summary>
    void Acknowledge(int number);

    /// <summary>The server refused the message.</summary>
    void Reject(int number, string error);
}
