namespace ContactHub.Phone;

/// <summary>A provider's webhook: one entry of <c>Phone:Webhooks</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>twilio, verimor, netgsm, bulutfon or signed.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The last part of the address, which only the provider knows: at least 24 letters, digits, - or _.</summary>
    public string Secret { get; init; } = "";

    /// <summary>What requests are signed with: Twilio's auth token, or of <c>signed</c> a key of at least 32 characters. The others sign nothing.</summary>
    public string Key { get; init; } = "";

    /// <summary>The hub's address as the provider calls it, such as <c>https://hub.example.bel.tr</c>; Twilio signs it.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    /// <param name="name">The entry's place in the configuration.</param>
    internal IEnumerable<string> Problems(string name)
    {
        if (!CallReports.Providers.Contains(Provider)) yield return $"{name}:Provider must be one of {string.Join(", ", CallReports.Providers)}.";
        if (Secret.Length < 24 || !Secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            yield return $"{name}:Secret must be at least 24 letters, digits, - or _.";
        if (Provider == CallReports.Twilio && Key.Length == 0) yield return $"{name}:Key is missing; it is Twilio's auth token.";
        if (Provider == CallReports.Signed && Key.Length < 32) yield return $"{name}:Key must have at least 32 characters.";
        if (Provider == CallReports.Twilio && (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            yield return $"{name}:PublicUrl must be the hub's address, such as https://hub.example.bel.tr.";
    }
}
