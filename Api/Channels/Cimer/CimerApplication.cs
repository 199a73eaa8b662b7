using System.Text.RegularExpressions;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Cimer;

/// <summary>An application as it is keyed in or read from a file; nothing in it is certain.</summary>
/// <param name="DueOn">Null: as the law says.</param>
/// <param name="Phone">As the application claims.</param>
/// <param name="Department">An id; null for the default department.</param>
/// <param name="Files">Uploads of the one who keys it in.</param>
public sealed partial record CimerApplication(
    string? Number, CimerKind Kind, DateOnly? ReceivedOn, DateOnly? DueOn = null, string? Applicant = null, string? Phone = null, string? Email = null,
    string? Subject = null, string? Text = null, string? Department = null, string[]? Files = null)
{
    /// <summary>Notes everything that is wrong with it.</summary>
    /// <param name="departments">The ids that there are.</param>
    public Faults Check(IReadOnlySet<string> departments, DateOnly today) => new Faults()
        .Require(Number is not null && NumberForm().IsMatch(Number.Trim()), "cimerNumber",
            new StaffText("CİMER numarası 4 ile 40 arası rakam, harf, - veya / olmalı.", "The CİMER number must be 4 to 40 digits, letters, - or /."))
        .Require(ReceivedOn is { } received && received <= today && received.Year >= 2006, "receivedOn",
            new StaffText("Geliş tarihi eksik, ileride ya da çok eski.", "The date of receipt is missing, ahead or too long ago."))
        .Require(DueOn is null || DueOn >= ReceivedOn, "dueOn", new StaffText("Son tarih geliş tarihinden önce olamaz.", "The due date can't be before the receipt."))
        .Text("text", Text, 1, ConversationLimits.EmailText)
        .Optional("subject", Subject, ConversationLimits.EmailSubject)
        .Optional("name", Applicant, Identities.MaxNameLength)
        .Require(string.IsNullOrWhiteSpace(Phone) || Claim(Identities.Phone, Phone) is not null, "phone", new StaffText("Telefon numarası okunamıyor.", "The telephone number can't be read."))
        .Require(string.IsNullOrWhiteSpace(Email) || Claim(Identities.Email, Email) is not null, "email", new StaffText("E-posta adresi geçerli değil.", "The e-mail address is not valid."))
        .Require(Enum.IsDefined(Kind), "kind", new StaffText("Başvuru türü bilinmiyor.", "The kind is not known."))
        .Require(string.IsNullOrEmpty(Department) || departments.Contains(Department), "department", new StaffText("Böyle bir birim yok.", "There is no such department."))
        .Require(Files is null || Files.Length <= ConversationLimits.MessageFiles, "files",
            new StaffText($"En çok {ConversationLimits.MessageFiles} dosya eklenebilir.", $"At most {ConversationLimits.MessageFiles} files."));

    /// <summary>Who the applicant claims to be; null when that says nothing.</summary>
    public CitizenIdentity? Identity => (string.IsNullOrWhiteSpace(Phone) ? null : Claim(Identities.Phone, Phone)) ?? (string.IsNullOrWhiteSpace(Email) ? null : Claim(Identities.Email, Email));

    private static CitizenIdentity? Claim(string kind, string value) => Identities.Normalise(new CitizenIdentity(kind, value.Trim(), false));

    [GeneratedRegex(@"^[0-9A-Za-z/-]{4,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
