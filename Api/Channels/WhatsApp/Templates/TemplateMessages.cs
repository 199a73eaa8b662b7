using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.WhatsApp;

/// <summary>The templates that can be said in a conversation, as screens and other systems get them.</summary>
/// <param name="FetchedAt">When Meta was asked for them.</param>
public sealed record TemplatesDocument(ImmutableArray<WhatsAppTemplate> Items, DateTimeOffset FetchedAt);

/// <summary>What templates there are for a conversation, and a chosen one as it is said there.</summary>
internal sealed class TemplateMessages(WhatsAppOptions options, WhatsAppTemplates templates, MessengerPlaces places)
{
    /// <summary>What <c>document</c> takes, in bytes.</summary>
    private const long MostDocument = 100 * 1024 * 1024;

    /// <summary>The templates, or why there are none.</summary>
    /// <param name="fresh">Asked anew, though not more often than every ten seconds.</param>
    public async Task<(TemplatesDocument? Templates, Refusal? Refusal)> List(ConversationSummary summary, bool fresh, CancellationToken ct)
    {
        if (await NumberOf(summary, ct) is not { } number) return (null, NoTemplates());
        var (list, fault) = await templates.Of(number, fresh, ct);
        return list is null ? (null, Unreachable(fault!)) : (new TemplatesDocument(list.Items, list.At), null);
    }

    /// <summary>The chosen template filled in, with the text that the citizen reads; or what is wrong with it.</summary>
    /// <param name="files">What goes along: the file above the text, and nothing else.</param>
    public async Task<((MessageTemplate Template, string Text)? Filled, Refusal? Refusal)> Fill(
        ConversationSummary summary, TemplateInput choice, ImmutableArray<Attachment> files, CancellationToken ct)
    {
        if (await NumberOf(summary, ct) is not { } number) return (null, NoTemplates());
        var (list, fault) = await templates.Of(number, fresh: false, ct);
        // It may have been approved since.
        if (list is not null && list.Find(choice.Name, choice.Language) is null) (list, fault) = await templates.Of(number, fresh: true, ct);
        if (list is null) return (null, Unreachable(fault!));
        if (list.Find(choice.Name, choice.Language) is not { } template) return (null, Unknown());
        var faults = TemplateFilling.Check(template, choice, "template.values");
        CheckFiles(faults, template, files.IsDefault ? [] : files);
        return faults.Any ? (null, faults.Problem()) : (TemplateFilling.Fill(template, choice), null);
    }

    private static void CheckFiles(Faults faults, WhatsAppTemplate template, ImmutableArray<Attachment> files)
    {
        if (template.Media is null)
        {
            faults.Require(files.IsEmpty, "attachments", new StaffText("Bu şablonla dosya gönderilemez.", "No file goes along with this template."));
            return;
        }

        var fits = files is [var file] && (template.Media == "document" ? file.Size <= MostDocument : WhatsAppSender.KindOf(file.ContentType, file.Size) == template.Media);
        faults.Require(fits, "attachments", template.Media switch
        {
            "image" => new StaffText("Şablon bir görsel ister: JPEG ya da PNG, en çok 5 MB.", "The template needs a picture: JPEG or PNG, of at most 5 MB."),
            "video" => new StaffText("Şablon bir video ister: MP4 ya da 3GP, en çok 16 MB.", "The template needs a video: MP4 or 3GP, of at most 16 MB."),
            _ => new StaffText("Şablon bir belge ister, en çok 100 MB.", "The template needs a document of at most 100 MB."),
        });
    }

    /// <summary>The municipality's number on which the conversation is answered, when its account is known; null when it is not answered on WhatsApp.</summary>
    private async Task<WhatsAppNumber?> NumberOf(ConversationSummary summary, CancellationToken ct)
    {
        if (!options.Enabled || (summary.ReplyChannel ?? summary.Channel) != Channels.WhatsApp || summary.ReplyVia is not { } via) return null;
        return await places.Find(via, ct) is { } place && options.Number(place.Account) is { AccountId.Length: > 0 } number ? number : null;
    }

    private static Refusal NoTemplates() => Problems.Refuse(StatusCodes.Status409Conflict, "noTemplates", new StaffText(
        "Bu görüşmede şablon gönderilemez: WhatsApp’ta yanıtlanmıyor ya da numaranın AccountId ayarı yok.",
        "No templates can be sent in this conversation: it is not answered on WhatsApp, or the number has no AccountId in the settings."));

    private static Refusal Unreachable(string why) => Problems.Refuse(StatusCodes.Status502BadGateway, "channelUnavailable", new StaffText(
        $"WhatsApp şablonları vermedi: {why}", $"WhatsApp did not give the templates: {why}"));

    private static Refusal Unknown() => new Faults().Add("template", new StaffText(
        "Bu ad ve dilde onaylı bir şablon yok.", "There is no approved template of this name and language.")).Problem();
}
