namespace ContactHub.Messengers;

/// <summary>What a messenger can show a citizen beside messages. It is shown once and not waited for to succeed: nothing is lost with it.</summary>
public interface IMessengerGestures
{
    /// <summary>The messenger, one of <see cref="Conversations.Channels"/>.</summary>
    string Channel { get; }

    /// <summary>How long "typing" stays; sooner it need not be said again.</summary>
    TimeSpan TypingStays { get; }

    /// <summary>Whether citizens see there that their messages were read.</summary>
    bool ShowsReading { get; }

    /// <summary>Somebody is typing an answer. Does not throw when the messenger is not reached.</summary>
    Task Typing(MessengerPlace place, CancellationToken ct);

    /// <summary>What the citizen wrote was read. Does not throw when the messenger is not reached.</summary>
    Task Read(MessengerPlace place, CancellationToken ct);
}
