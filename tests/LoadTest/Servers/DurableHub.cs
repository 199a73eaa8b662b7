using Microsoft.AspNetCore.SignalR;

namespace ContactHub.LoadTest.Servers;

/// <summary>The least durable hub: the bare relay, with one group-committed insert before push and receipt.</summary>
internal sealed class DurableHub(GroupCommitWriter writer) : Hub
{
    /// <summary>Makes the caller the receiver of a stream.</summary>
    public Task Join(string stream) => Groups.AddToGroupAsync(Context.ConnectionId, stream);

    /// <summary>Stores a text, then passes it on; the result is its sequence number in the stream.</summary>
    public async Task<long> Post(string stream, string text)
    {
        long sequence = await writer.AppendAsync(stream, text);
        await Clients.Group(stream).SendAsync("message", text);
        return sequence;
    }
}
