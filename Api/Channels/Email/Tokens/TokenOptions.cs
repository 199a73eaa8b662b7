namespace ContactHub.Email;

/// <summary>
/// Where access tokens come from (OAuth 2, RFC 6749): <c>Token</c> of an entry of <c>Email:Mailboxes</c>. With a refresh token the mailbox's owner has
/// agreed once (section 6); without one the hub has a right of its own (client credentials, section 4.4).
/// </summary>
public sealed record TokenOptions
{
    /// <summary>The token endpoint, such as <c>https://login.microsoftonline.com/TENANT/oauth2/v2.0/token</c>; empty for none.</summary>
    public string Endpoint { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>What the token is for, such as <c>https://outlook.office365.com/.default</c>; empty to leave it out.</summary>
    public string Scope { get; init; } = "";

    /// <summary>A file with the refresh token, which is written anew when the server gives another; empty for client credentials.</summary>
    public string RefreshTokenFile { get; init; } = "";

    public bool IsOn => Endpoint.Length > 0;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    /// <param name="path">What they are called in the configuration.</param>
    public IEnumerable<string> Problems(string path)
    {
        if (!IsOn) yield break;
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && Authorities.IsThisMachine(uri.Host))))
            yield return $"{path}:Endpoint must be an https address.";
        if (ClientId.Length == 0) yield return $"{path}:ClientId is missing.";
        if (RefreshTokenFile.Length == 0 && ClientSecret.Length == 0) yield return $"{path} needs ClientSecret, or RefreshTokenFile.";
        if (RefreshTokenFile.Length > 0 && !File.Exists(RefreshTokenFile)) yield return $"{path}:RefreshTokenFile has '{RefreshTokenFile}', which is not there.";
    }

    /// <summary>Without secrets.</summary>
    public override string ToString() => nameof(TokenOptions);
}
