using System.Text.RegularExpressions;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>
/// The configuration section <c>WhatsApp</c>. It is off unless somebody decides otherwise: what citizens write there lies with a foreign service
/// (docs/whatsapp.md says what that means for a municipality).
/// </summary>
public sealed record WhatsAppOptions
{
    public const string Section = "WhatsApp";

    /// <summary>Whether the hub is on WhatsApp.</summary>
    public bool Enabled { get; init; }

    /// <summary>The secret of the Meta app, by which Meta signs what it tells.</summary>
    public string AppSecret { get; init; } = "";

    /// <summary>What Meta shows when it asks whether the webhook's address is the hub's; 24 to 256 letters, digits, - or _.</summary>
    public string VerifyToken { get; init; } = "";

    /// <summary>The Graph API with its version.</summary>
    public string ApiUrl { get; init; } = "https://graph.facebook.com/v26.0";

    public WhatsAppNumber[] Numbers { get; init; } = [];

    /// <summary>The number with this id in the settings; null when there is none.</summary>
    public WhatsAppNumber? Number(string id) => Array.Find(Numbers, number => string.Equals(number.Id, id, StringComparison.Ordinal));

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enabled) yield break;
        if (Numbers.Length == 0) yield return "WhatsApp:Numbers is empty; name at least one number, or set WhatsApp:Enabled to false.";
        if (AppSecret.Length < 16) yield return "WhatsApp:AppSecret is missing or shorter than 16 characters; it stands in the Meta app's basic settings.";
        if (!WhatsAppNumber.SecretForm().IsMatch(VerifyToken)) yield return "WhatsApp:VerifyToken must be 24 to 256 letters, digits, - or _.";
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || api is { Scheme: "http", IsLoopback: true }))
            yield return "WhatsApp:ApiUrl must be an https address; http only on this machine.";
        foreach (var problem in Numbers.SelectMany(number => number.Problems())) yield return problem;
        foreach (var (id, count) in Numbers.CountBy(number => number.Id, StringComparer.Ordinal).Where(number => number.Value > 1)) yield return $"WhatsApp:Numbers has '{id}' {count} times.";
        foreach (var same in Numbers.Where(number => number.PhoneNumberId.Length > 0).GroupBy(number => number.PhoneNumberId, StringComparer.Ordinal).Where(numbers => numbers.Skip(1).Any()))
            yield return $"WhatsApp:Numbers: {string.Join(" and ", same.Select(number => number.Id))} have the same PhoneNumberId; each number is one entry.";
    }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(WhatsAppOptions)} {(Enabled ? "on" : "off")}";
}

/// <summary>A number of the municipality: one entry of <c>WhatsApp:Numbers</c>.</summary>
public sealed partial record WhatsAppNumber
{
    /// <summary>Lower-case letters, digits and -, 1 to 40. Chats are kept under it, so it stays when the token changes.</summary>
    public string Id { get; init; } = "";

    /// <summary>Meta's id of the number; not the number itself.</summary>
    public string PhoneNumberId { get; init; } = "";

    /// <summary>Meta's id of the WhatsApp Business account that the number belongs to, for its templates; empty: none are offered.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>A system user's access token with <c>whatsapp_business_messaging</c>, for templates with <c>whatsapp_business_management</c> too.</summary>
    public string Token { get; init; } = "";

    /// <summary>Where conversations of this number belong; null for the default department.</summary>
    public string? Department { get; init; }

    /// <summary>What the hub itself speaks with who writes to this number: tr, en or ar. WhatsApp doesn't say what they speak.</summary>
    public string Language { get; init; } = "tr";

    /// <summary>Sent before the first answer. It is required here: it says where the municipality's own chat is.</summary>
    public MessengerNotice Notice { get; init; } = new();

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        var path = $"WhatsApp:Numbers:{Id}";
        if (!IdForm().IsMatch(Id)) yield return $"WhatsApp:Numbers: '{Id}' is not an id; use 1 to 40 lower-case letters, digits or -.";
        if (!NumberForm().IsMatch(PhoneNumberId)) yield return $"{path}:PhoneNumberId is missing or not Meta's id of a number, which has digits only.";
        if (AccountId.Length > 0 && !NumberForm().IsMatch(AccountId)) yield return $"{path}:AccountId is not Meta's id of a WhatsApp Business account, which has digits only.";
        if (Token.Length is < 20 or > 2000 || Token.Any(c => c is <= ' ' or > '~')) yield return $"{path}:Token is missing or not an access token.";
        if (Language is not ("tr" or "en" or "ar")) yield return $"{path}:Language must be tr, en or ar.";
        if (Notice.Tr.Length == 0) yield return $"{path}:Notice:Tr is missing: what citizens are told before the first answer, with the address of the municipality's own chat.";
    }

    /// <summary>Without token.</summary>
    public override string ToString() => $"{nameof(WhatsAppNumber)} {Id}";

    [GeneratedRegex(@"^[A-Za-z0-9_-]{24,256}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex SecretForm();

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[0-9]{5,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
