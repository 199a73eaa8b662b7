using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ContactHub.Realtime;

/// <summary>
/// SignalR's JSON protocol, which ignores records of a type that it doesn't know, as specs/HubProtocol.md of dotnet/aspnetcore has it for types to come.
/// The framework's own takes such a record for one that isn't all there yet: it is kept, and nothing behind it is ever read.
/// </summary>
internal sealed class LenientJsonProtocol(JsonHubProtocol json) : IHubProtocol
{
    public string Name => json.Name;

    public int Version => json.Version;

    public TransferFormat TransferFormat => json.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var length = input.Length;
        if (json.TryParseMessage(ref input, binder, out message)) return true;
        if (input.Length == length) return false;
        // A whole record was read and means nothing. A ping means nothing either, and what was read is let go for it.
        message = PingMessage.Instance;
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => json.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);
}
