using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>A citizen's and an agent's open connections.</summary>
internal sealed class PairLink(int pair, HubCaller agent, HubConnection citizen, MessageTemplate template) : IPairLink
{
    public void Send(int number, long timestamp)
    {
        Span<byte> record = stackalloc byte[template.MaxSize];
        int size = template.Write(record, pair, number, timestamp);
        citizen.Send(record[..size]);
    }

    public void KeepAlive()
    {
        agent.Connection.Send(HubRecord.Ping);
        citizen.Send(HubRecord.Ping);
    }

    public void Dispose()
    {
        citizen.Dispose();
        agent.Connection.Dispose();
    }
}
