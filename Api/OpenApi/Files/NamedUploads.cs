using System.Collections.Immutable;
using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>The uploads that another system's message names.</summary>
internal static class NamedUploads
{
    /// <summary>What is wrong with the list, by member.</summary>
    public static Faults Check(this Faults faults, IReadOnlyList<string?>? attachments) => faults.Require(
        attachments is null || (attachments.Count <= ConversationLimits.MessageFiles && attachments.All(id => id is { Length: > 0 and <= 100 })), "attachments",
        new StaffText($"En çok {ConversationLimits.MessageFiles} yükleme kimliği olabilir.", $"At most {ConversationLimits.MessageFiles} ids of uploads are allowed."));

    /// <summary>A text, which may be empty beside files.</summary>
    public static Faults TextBeside(this Faults faults, IReadOnlyList<string?>? attachments, string? text, int most) =>
        attachments is { Count: > 0 } ? faults.Optional("text", text, most) : faults.Text("text", text, 1, most);

    /// <summary>The files, kept for good; null when an upload is not there any more, or not the key's.</summary>
    public static async Task<ImmutableArray<Attachment>?> Claim(this UploadStore uploads, ApiCaller caller, IReadOnlyList<string?>? attachments, CancellationToken ct) =>
        attachments is { Count: > 0 } ? await uploads.Claim(UploadOwners.OtherSystem(caller.Key.Id), [.. attachments.OfType<string>()], ct) : default(ImmutableArray<Attachment>);

    /// <summary>The refusal of an upload that is not there.</summary>
    public static Refusal Gone() => ApiRefusals.Conflict("fileGone", new StaffText("Bir dosya artık yok; yeniden yükleyin.", "A file is no longer there; upload it again."));
}
