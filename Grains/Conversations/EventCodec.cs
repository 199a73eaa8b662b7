using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactHub.Storage;

namespace ContactHub.Conversations;

/// <summary>
/// Events as the log and the wire know them: a kind (camel case name) and a JSON payload. A kind of a newer version, or a payload that no
/// longer reads, becomes an <see cref="UnknownEvent"/> that keeps the stored text.
/// </summary>
public static class EventCodec
{
    private static readonly ConversationJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter<Owner>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<ActorKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<CallDirection>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<CallStep>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<CallOutcome>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<MergeRole>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<DeliveryStatus>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<CimerKind>(JsonNamingPolicy.CamelCase),
        },
        // The payload is stored and sent as JSON, never pasted into HTML, so Turkish letters need no escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByKind = new JsonTypeInfo[]
    {
        Json.ConversationOpened, Json.MessagePosted, Json.NoteAdded, Json.HandoffRequested, Json.QueueEntered, Json.AgentAssigned, Json.AgentReleased,
        Json.ConversationTransferred, Json.CitizenIdentified, Json.LabelsChanged, Json.PriorityChanged, Json.MessagesRead, Json.FaqFeedbackGiven,
        Json.RequestRecorded, Json.BotRemembered, Json.ConversationResolved, Json.ConversationReopened, Json.SatisfactionRated,
        Json.EmailReceived, Json.EmailSent, Json.EmailFailed, Json.CallRang, Json.CallProgressed, Json.CallAnswered, Json.CallEnded, Json.CallRecorded,
        Json.ConversationsMerged, Json.ConversationSplit, Json.DeliveryReported, Json.CimerReceived, Json.CimerAnswered,
        Json.MessageUpdated, Json.MessageDeleted, Json.BotChanged, Json.BotTold,
    }.ToFrozenDictionary(t => JsonNamingPolicy.CamelCase.ConvertName(t.Type.Name), StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, (string Kind, JsonTypeInfo Info)> ByType =
        ByKind.ToFrozenDictionary(p => p.Value.Type, p => (p.Key, p.Value));

    /// <summary>Every kind that this version writes.</summary>
    public static IReadOnlyCollection<string> Kinds => ByKind.Keys;

    public static string KindOf(ConversationEvent e) => e is UnknownEvent unknown ? unknown.Kind : ByType[e.GetType()].Kind;

    /// <summary>Whether only staff may see it.</summary>
    public static bool IsStaffOnly(ConversationEvent e) =>
        e is NoteAdded or CitizenIdentified or LabelsChanged or PriorityChanged or BotRemembered or BotChanged or BotTold or ConversationsMerged or ConversationSplit or DeliveryReported or CimerReceived or CimerAnswered or UnknownEvent
        || IsEmailOrCall(e);

    /// <summary>
    /// Mails and calls are between a mailbox or a number and staff: whoever chats may be somebody else, or the same person on another one's device.
    /// </summary>
    public static bool IsEmailOrCall(ConversationEvent e) =>
        e is EmailReceived or EmailSent or EmailFailed or CallRang or CallProgressed or CallAnswered or CallEnded or CallRecorded;

    public static byte[] Encode(ConversationEvent e) => e is UnknownEvent unknown
        ? System.Text.Encoding.UTF8.GetBytes(unknown.Json)
        : JsonSerializer.SerializeToUtf8Bytes(e, ByType[e.GetType()].Info);

    /// <summary>Writes the payload object, as <c>data</c> of an event on the wire.</summary>
    public static void WriteData(Utf8JsonWriter writer, ConversationEvent e)
    {
        if (e is UnknownEvent unknown) WriteStored(writer, unknown.Json);
        else JsonSerializer.Serialize(writer, e, ByType[e.GetType()].Info);
    }

    /// <summary>The kind as screens know it: a known kind that no longer reads has not the members that they would look for.</summary>
    public static string WireKindOf(ConversationEvent e) => e is UnknownEvent unknown && ByKind.ContainsKey(unknown.Kind) ? "unreadable" : KindOf(e);

    /// <summary>A stored payload may be anything; on the wire it must be an object, or nobody could open the conversation.</summary>
    private static void WriteStored(Utf8JsonWriter writer, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                document.RootElement.WriteTo(writer);
                return;
            }
        }
        catch (JsonException)
        {
            // Shown as the text that it is, below.
        }

        writer.WriteStartObject();
        writer.WriteString("stored"u8, json);
        writer.WriteEndObject();
    }

    public static ConversationEvent Decode(string kind, ReadOnlySpan<byte> payload)
    {
        if (ByKind.TryGetValue(kind, out var info))
        {
            try
            {
                if (JsonSerializer.Deserialize(payload, info) is ConversationEvent e && IsWhole(e)) return e;
            }
            catch (JsonException)
            {
                // Kept as it was stored: a reader of a newer version may understand it.
            }
        }

        return new UnknownEvent(kind, System.Text.Encoding.UTF8.GetString(payload)) { ClientId = ClientIdOf(payload) };
    }

    /// <summary>Whatever else the event says: the command that made it must get its receipt when it is repeated.</summary>
    private static string? ClientIdOf(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("clientId", out var id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            // Not even JSON; nobody repeats what made it.
            return null;
        }
    }

    /// <summary>Whether what the fold relies on is there; JSON that leaves it out reads as null all the same.</summary>
    private static bool IsWhole(ConversationEvent e) => e switch
    {
        MessagePosted message => message.Text is not null,
        MessageUpdated updated => updated.Text is not null,
        ConversationOpened opened => opened.CitizenId is not null && opened.Language is not null,
        QueueEntered queued => queued.DepartmentId is not null,
        AgentAssigned assigned => assigned.AgentId is not null && assigned.AgentName is not null,
        CitizenIdentified identified => identified.CitizenId is not null && identified.Kind is not null && identified.Value is not null,
        LabelsChanged labels => !labels.Added.IsDefault && !labels.Removed.IsDefault,
        BotRemembered remembered => remembered.Memory is not null,
        EmailReceived mail => mail is { MessageId: not null, From.Address: not null, Subject: not null, Text: not null } && !mail.To.IsDefault,
        EmailSent mail => mail is { MessageId: not null, From.Address: not null, Subject: not null, Text: not null } && !mail.To.IsDefault,
        EmailFailed failed => failed is { MessageId: not null, Recipient: not null, Status: not null },
        CallRang call => call.CallId is not null,
        CallProgressed call => call.CallId is not null,
        CallAnswered call => call.CallId is not null,
        CallEnded call => call.CallId is not null,
        CallRecorded call => call.CallId is not null,
        ConversationsMerged merged => merged is { MergeId: not null, SourceId: not null, TargetId: not null } && !merged.Citizens.IsDefault && !merged.Linked.IsDefault && IsComplete(merged.Calls),
        CimerReceived received => received is { Number: not null, Subject: not null, Text: not null },
        CimerAnswered answered => answered is { Number: not null, Text: not null },
        ConversationSplit split => split is { MergeId: not null, SourceId: not null, TargetId: not null } && IsComplete(split.Calls),
        _ => true,
    };

    private static bool IsComplete(PendingCalls? calls) => calls is null || (!calls.Ongoing.IsDefault && !calls.Owed.IsDefault
        && calls.Ongoing.All(call => call?.CallId is not null) && calls.Owed.All(owed => owed is { CallBack: not null, CitizenId: not null }));

    public static NewEvent ToStored(NewEntry entry, DateTimeOffset at) =>
        new(KindOf(entry.Event), entry.Channel, ActorText.Write(entry.By), at, Encode(entry.Event));

    public static TimelineEntry FromStored(StoredEvent stored) =>
        new(stored.Seq, stored.At, ActorText.Read(stored.Actor), stored.Channel, Decode(stored.Kind, stored.Payload.Span));

    internal static ReadOnlyMemory<byte> EncodeState(ConversationState state) => JsonSerializer.SerializeToUtf8Bytes(state, Json.ConversationState);

    internal static ConversationState? DecodeState(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Json.ConversationState);

    internal static byte[] EncodeSummary(ConversationSummary summary) => JsonSerializer.SerializeToUtf8Bytes(summary, Json.ConversationSummary);

    internal static ConversationSummary? DecodeSummary(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Json.ConversationSummary);
}

[JsonSerializable(typeof(ConversationOpened))]
[JsonSerializable(typeof(MessagePosted))]
[JsonSerializable(typeof(MessageUpdated))]
[JsonSerializable(typeof(MessageDeleted))]
[JsonSerializable(typeof(BotChanged))]
[JsonSerializable(typeof(BotTold))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(HandoffRequested))]
[JsonSerializable(typeof(QueueEntered))]
[JsonSerializable(typeof(AgentAssigned))]
[JsonSerializable(typeof(AgentReleased))]
[JsonSerializable(typeof(ConversationTransferred))]
[JsonSerializable(typeof(CitizenIdentified))]
[JsonSerializable(typeof(LabelsChanged))]
[JsonSerializable(typeof(PriorityChanged))]
[JsonSerializable(typeof(MessagesRead))]
[JsonSerializable(typeof(FaqFeedbackGiven))]
[JsonSerializable(typeof(RequestRecorded))]
[JsonSerializable(typeof(BotRemembered))]
[JsonSerializable(typeof(ConversationResolved))]
[JsonSerializable(typeof(ConversationReopened))]
[JsonSerializable(typeof(SatisfactionRated))]
[JsonSerializable(typeof(EmailReceived))]
[JsonSerializable(typeof(EmailSent))]
[JsonSerializable(typeof(EmailFailed))]
[JsonSerializable(typeof(CallRang))]
[JsonSerializable(typeof(CallProgressed))]
[JsonSerializable(typeof(CallAnswered))]
[JsonSerializable(typeof(CallEnded))]
[JsonSerializable(typeof(CallRecorded))]
[JsonSerializable(typeof(ConversationsMerged))]
[JsonSerializable(typeof(ConversationSplit))]
[JsonSerializable(typeof(DeliveryReported))]
[JsonSerializable(typeof(CimerReceived))]
[JsonSerializable(typeof(CimerAnswered))]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(ConversationSummary))]
internal sealed partial class ConversationJson : JsonSerializerContext;
