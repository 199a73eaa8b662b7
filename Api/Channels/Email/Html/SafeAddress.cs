using System.Text;

namespace ContactHub.Email;

/// <summary>Addresses in HTML, read as browsers read them: blanks and control characters do not count.</summary>
internal static class SafeAddress
{
    private const int Longest = 4_000;

    /// <summary>The address of a link if its scheme is one that a link in a mail may have, else null.</summary>
    public static string? OfLink(string? value) => WithScheme(value, "http://", "https://", "mailto:", "tel:");

    /// <summary>The address of an image that lies elsewhere, else null.</summary>
    public static string? OfRemoteImage(string? value) => Bare(value) is { } bare && bare.StartsWith("//", StringComparison.Ordinal) ? "https:" + bare : WithScheme(value, "http://", "https://");

    /// <summary>The Content-ID that a cid: address names, else null.</summary>
    public static string? ContentId(string? value) =>
        WithScheme(value, "cid:") is { Length: > 4 } address ? HtmlReferences.Unescaped(address[4..]) : null;

    private static string? WithScheme(string? value, params ReadOnlySpan<string> schemes)
    {
        if (Bare(value) is not { } bare) return null;
        foreach (var scheme in schemes)
        {
            if (bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return bare;
        }

        return null;
    }

    private static string? Bare(string? value)
    {
        if (value is null || value.Length > Longest) return null;
        var bare = new StringBuilder(value.Length);
        foreach (var c in value.AsSpan().Trim())
        {
            if (!char.IsControl(c)) bare.Append(c);
        }

        return bare.ToString().Trim();
    }
}
