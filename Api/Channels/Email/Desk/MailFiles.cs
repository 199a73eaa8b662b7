using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Email;

/// <summary>The uploads that go along with a mail.</summary>
internal static class MailFiles
{
    /// <summary>The files of a mail together, in bytes: in base64 they are a third more, and many servers take 25 MB.</summary>
    private const long MostBytes = 18 * 1024 * 1024;

    /// <summary>Takes them for a mail: either the files, or why they can't be sent.</summary>
    public static async Task<(ImmutableArray<Attachment> Files, Refusal? Refusal)> Claim(UploadStore uploads, DeskViewer viewer, string[]? ids, CancellationToken ct)
    {
        if (await uploads.Claim(UploadOwners.Staff(viewer.Id), ids ?? [], ct) is not { } files)
            return (default, Problems.Refuse(StatusCodes.Status410Gone, "fileGone", new StaffText("Eklenen bir dosya artık yok; yeniden ekleyin.", "An attached file is not there any more; attach it again.")));
        return files.Sum(file => file.Size) > MostBytes
            ? (default, Problems.Invalid(new StaffText("Ekler bir e-posta için çok büyük; toplam en çok 18 MB olabilir.", "The attachments are too large for a mail; 18 MB in all are allowed.")))
            : (files, null);
    }
}
