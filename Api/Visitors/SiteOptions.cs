using System.Text.RegularExpressions;

namespace ContactHub.Visitors;

/// <summary>A text in the widget's languages; Turkish is always there.</summary>
public sealed record LocalText(string Tr = "", string? En = null, string? Ar = null)
{
    public string In(string language) => language switch
    {
        "en" => En ?? Tr,
        "ar" => Ar ?? En ?? Tr,
        _ => Tr,
    };
}

/// <summary>A website that carries the widget: one entry of the configuration section <c>Sites</c>.</summary>
public sealed partial record SiteOptions
{
    public const string Section = "Sites";

    /// <summary>What the script tag's <c>data-site</c> says: lower-case letters, digits and -, 1 to 40.</summary>
    public string Id { get; init; } = "";

    /// <summary>Origins of pages that may carry the widget, such as <c>https://www.example.bel.tr</c>.</summary>
    public string[] AllowedOrigins { get; init; } = [];

    /// <summary>Shared with the site's own server, which signs its citizens' identities with it (HS256); at least 32 characters. Empty: none are accepted.</summary>
    public string IdentitySecret { get; init; } = "";

    /// <summary>What the site's own server asks for Direct Line tokens with (docs/direct-line.md); at least 32 characters. Empty: no Direct Line for this site.</summary>
    public string DirectLineSecret { get; init; } = "";

    public LocalText Title { get; init; } = new();

    public LocalText Greeting { get; init; } = new();

    /// <summary>The widget's colour, <c>#rrggbb</c>.</summary>
    public string Color { get; init; } = "#0f766e";

    /// <summary>Languages to choose from: tr, en, ar.</summary>
    public string[] Languages { get; init; } = ["tr", "en", "ar"];

    /// <summary>The privacy notice (aydınlatma metni).</summary>
    public string PrivacyUrl { get; init; } = "";

    /// <summary>The department whose opening hours the widget shows and that gets conversations of this site; null: the default one.</summary>
    public string? Department { get; init; }

    /// <summary>Whether citizens of this site may send files.</summary>
    public bool Uploads { get; init; } = true;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IdForm().IsMatch(Id)) yield return $"Sites: '{Id}' is not an id; use 1 to 40 lower-case letters, digits or -.";
        if (AllowedOrigins.Length == 0) yield return $"Sites:{Id}:AllowedOrigins is empty; no page could carry the widget.";
        foreach (var origin in AllowedOrigins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.GetLeftPart(UriPartial.Authority) != origin)
                yield return $"Sites:{Id}:AllowedOrigins has '{origin}', which is not an origin such as https://www.example.bel.tr.";
        }

        if (IdentitySecret.Length is > 0 and < 32) yield return $"Sites:{Id}:IdentitySecret must have at least 32 characters.";
        if (DirectLineSecret.Length is > 0 and < 32) yield return $"Sites:{Id}:DirectLineSecret must have at least 32 characters.";
        if (DirectLineSecret.Any(c => c is <= ' ' or > '~')) yield return $"Sites:{Id}:DirectLineSecret may hold printable ASCII without blanks only; it is sent in a header.";
        if (DirectLineSecret.Length > 0 && DirectLineSecret == IdentitySecret) yield return $"Sites:{Id}:DirectLineSecret must not be the IdentitySecret.";
        if (Title.Tr.Length == 0) yield return $"Sites:{Id}:Title:Tr is missing.";
        if (!ColorForm().IsMatch(Color)) yield return $"Sites:{Id}:Color must be like #0f766e.";
        if (Languages.Length == 0 || Languages.Any(l => l is not ("tr" or "en" or "ar"))) yield return $"Sites:{Id}:Languages must name some of tr, en, ar.";
        if (PrivacyUrl.Length > 0 && !Uri.TryCreate(PrivacyUrl, UriKind.RelativeOrAbsolute, out _)) yield return $"Sites:{Id}:PrivacyUrl is not an address.";
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorForm();
}

/// <summary>The configured sites by id.</summary>
public sealed class Sites(IReadOnlyList<SiteOptions> sites)
{
    private readonly Dictionary<string, SiteOptions> _byId = sites.ToDictionary(s => s.Id, StringComparer.Ordinal);

    public IReadOnlyList<SiteOptions> All { get; } = sites;

    public SiteOptions? Find(string? id) => id is not null && _byId.TryGetValue(id, out var site) ? site : null;
}
