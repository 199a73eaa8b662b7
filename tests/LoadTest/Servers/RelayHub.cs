using Microsoft.AspNetCore.SignalR;

namespace ContactHub.LoadTest.Servers;

/// <summary>The bare yardstick: nothing but SignalR between two connections.</summary>
internal sealed class RelayHub : Hub
{
    /// <summary>Makes the caller the receiver of a stream.</summary>
    public Task Join(string stream) => Groups.AddToGroupAsync(Context.ConnectionId, stream);

    /// <summary>Passes a text to the stream's receiver.</summary>
    public Task Post(string stream, string text) => Clients.Group(stream).SendAsync("message", text);
}
