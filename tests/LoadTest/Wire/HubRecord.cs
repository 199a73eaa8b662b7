using System.Text.Json;

namespace ContactHub.LoadTest.Wire;

/// <summary>Message types of SignalR's hub protocol (specs/HubProtocol.md in dotnet/aspnetcore).</summary>
internal enum HubRecordType
{
    Handshake = 0,
    Invocation = 1,
    StreamItem = 2,
    Completion = 3,
    Ping = 6,
    Close = 7,
}

/// <summary>A record's envelope: what it is, and the raw JSON of what it carries.</summary>
internal readonly ref struct HubRecord(HubRecordType type, ReadOnlySpan<byte> target, long invocationId, string? error, ReadOnlySpan<byte> body)
{
    /// <summary>One ping record, terminated.</summary>
    public static ReadOnlySpan<byte> Ping => "{\"type\":6}\u001e"u8;

    /// <summary>The client's first record, terminated.</summary>
    public static ReadOnlySpan<byte> HandshakeRequest => "{\"protocol\":\"json\",\"version\":1}\u001e"u8;

    public HubRecordType Type { get; } = type;
    /// <summary>The invoked method's name as JSON text, empty when the record has none.</summary>
    public ReadOnlySpan<byte> Target { get; } = target;

    /// <summary>The invocation that a completion answers, -1 without a numeric one.</summary>
    public long InvocationId { get; } = invocationId;
    public string? Error { get; } = error;

    /// <summary>The raw JSON of the arguments array or of the result.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Reads a record's envelope.</summary>
    /// <exception cref="JsonException">The record is not a JSON object.</exception>
    public static HubRecord Parse(ReadOnlySpan<byte> record)
    {
        Utf8JsonReader reader = new(record);
        HubRecordType type = HubRecordType.Handshake;
        ReadOnlySpan<byte> target = default;
        ReadOnlySpan<byte> body = default;
        long invocationId = -1;
        string? error = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = (HubRecordType)reader.GetInt32();
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                reader.Read();
                target = reader.ValueSpan;
            }
            else if (reader.ValueTextEquals("invocationId"u8))
            {
                reader.Read();
                if (!System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out invocationId, out _))
                    invocationId = -1;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error = reader.GetString();
            }
            else
            {
                bool wanted = reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("result"u8);
                reader.Read();
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (wanted)
                    body = record[start..(int)reader.BytesConsumed];
            }
        }

        return new HubRecord(type, target, invocationId, error, body);
    }
}
