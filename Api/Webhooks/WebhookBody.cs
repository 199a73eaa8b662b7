using System.Buffers;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Webhooks;

/// <summary>What a webhook is sent, as UTF-8 JSON (docs/webhooks.md).</summary>
internal static class WebhookBody
{
    private static readonly string BotMemory = EventCodec.KindOf(new BotRemembered(""));

    /// <summary>The kind of a test.</summary>
    public const string Ping = "ping";

    /// <summary>The kinds that can be asked for: everything but what the bot keeps in mind for itself.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [.. EventCodec.Kinds.Where(IsTold).Order(StringComparer.Ordinal)];

    /// <summary>Whether events of a kind leave the hub.</summary>
    public static bool IsTold(string kind) => kind != BotMemory;

    /// <summary>An event of a conversation.</summary>
    /// <param name="number">What people call the conversation by.</param>
    public static byte[] Of(string delivery, string webhook, StoredEvent e, long number) => Write(delivery, webhook, json =>
    {
        json.WriteStartObject("conversation"u8);
        json.WriteString("id"u8, e.ConversationId);
        json.WriteNumber("number"u8, number);
        json.WriteEndObject();
        json.WritePropertyName("event"u8);
        json.WriteRawValue(WireEntry.ForStaff([EventCodec.FromStored(e)])[0].Json.Span, skipInputValidation: true);
    });

    /// <summary>A test, of no conversation.</summary>
    public static byte[] OfPing(string delivery, string webhook, DateTimeOffset at) => Write(delivery, webhook, json =>
    {
        json.WriteStartObject("event"u8);
        json.WriteString("at"u8, at.UtcDateTime);
        json.WriteString("kind"u8, Ping);
        json.WriteEndObject();
    });

    private static byte[] Write(string delivery, string webhook, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("delivery"u8, delivery);
            json.WriteString("webhook"u8, webhook);
            rest(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
