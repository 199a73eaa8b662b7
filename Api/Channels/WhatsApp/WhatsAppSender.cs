using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Outbound;

namespace ContactHub.WhatsApp;

/// <summary>What is said, as the Cloud API takes it.</summary>
internal sealed class WhatsAppSender(WhatsAppOptions options, WhatsAppApi api, TimeProvider clock) : IMessengerSender
{
    /// <summary>What the outbox keeps of a message that the reply window kept back; the desk says it in words.</summary>
    public const string WindowCode = "window";

    /// <summary>What <c>image</c> takes, in bytes; a larger picture goes as a document.</summary>
    private const long MostImage = 5 * 1024 * 1024;

    /// <summary>What <c>audio</c> and <c>video</c> take, in bytes.</summary>
    private const long MostMedia = 16 * 1024 * 1024;

    private static readonly string[] Audio = ["audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg"];

    public string Channel => Channels.WhatsApp;

    public int MostText => WhatsAppMessages.MostText;

    public DeliveryLimits Limits { get; } = new() { FirstPause = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromMinutes(10), SendTimeout = TimeSpan.FromMinutes(5) };

    public MessengerNotice? NoticeOf(MessengerPlace place) => options.Number(place.Account)?.Notice;

    /// <summary>Later than 24 hours after the citizen last wrote, Meta refuses everything but templates, of which this is not asked.</summary>
    public DeliveryOutcome.Failed? Refusal(MessengerPlace place) => place.HeardAt is { } heard && clock.GetUtcNow() - heard < ReplyWindows.WhatsApp
        ? null
        : new DeliveryOutcome.Failed("WhatsApp takes answers within 24 hours of what the citizen last wrote; this was later, and was not tried.", WindowCode);

    public async Task<DeliveryOutcome> Send(MessengerPlace place, MessengerMessage message, CancellationToken ct) =>
        (await api.Send(options.Number(place.Account)!, WhatsAppMessages.Of(place, message), ct)).ToOutcome();

    public async Task<DeliveryOutcome> Send(MessengerPlace place, Attachment file, byte[] bytes, string? mark, CancellationToken ct)
    {
        var kind = KindOf(file.ContentType, bytes.Length);
        var (media, fault) = await Upload(place, kind, file, bytes, ct);
        return fault ?? (await api.Send(options.Number(place.Account)!, WhatsAppMessages.Of(place, kind, media!, mark), ct)).ToOutcome();
    }

    public async Task<DeliveryOutcome> Send(MessengerPlace place, MessageTemplate template, (Attachment File, byte[] Bytes)? media, string? mark, CancellationToken ct)
    {
        JsonObject? header = null;
        if (media is var (file, bytes))
        {
            (header, var fault) = await Upload(place, template.Media!, file, bytes, ct);
            if (fault is not null) return fault;
        }

        return (await api.Send(options.Number(place.Account)!, WhatsAppMessages.Of(place, template, header, mark), ct)).ToOutcome();
    }

    /// <summary>The file as a message names it, or why it was not taken.</summary>
    private async Task<(JsonObject? Media, DeliveryOutcome? Fault)> Upload(MessengerPlace place, string kind, Attachment file, byte[] bytes, CancellationToken ct)
    {
        var uploaded = await api.Upload(options.Number(place.Account)!, file.Name, file.ContentType, bytes, ct);
        if (!uploaded.IsOk) return (null, uploaded.ToOutcome());
        if (uploaded.Body.Text("id") is not { } id) return (null, new DeliveryOutcome.Retry("The uploaded file got no id."));
        var media = new JsonObject { ["id"] = id };
        if (kind == "document") media["filename"] = file.Name;
        return (media, null);
    }

    /// <summary>As what a file goes: image, video, audio or document.</summary>
    internal static string KindOf(string contentType, long size) => contentType switch
    {
        "image/jpeg" or "image/png" when size <= MostImage => "image",
        "video/mp4" or "video/3gpp" when size <= MostMedia => "video",
        _ when size <= MostMedia && Audio.Contains(contentType, StringComparer.Ordinal) => "audio",
        _ => "document",
    };
}
