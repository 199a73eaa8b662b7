using System.Text;

namespace ContactHub.Email;

/// <summary>What proves to a mail server who signs in.</summary>
public abstract record MailCredential(string User)
{
    /// <summary>The SASL mechanism of this proof that every server should know.</summary>
    public abstract string Mechanism { get; }

    /// <summary>The initial response of <see cref="Mechanism"/>, in base64.</summary>
    public abstract string Response { get; }

    private protected static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

/// <summary>A password: SASL PLAIN (RFC 4616), or the server's LOGIN where there is no PLAIN.</summary>
public sealed record MailPassword(string User, string Password) : MailCredential(User)
{
    public override string Mechanism => "PLAIN";

    public override string Response => Base64($"\0{User}\0{Password}");

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(MailPassword);
}

/// <summary>An OAuth 2 access token: SASL XOAUTH2, as Google and Microsoft document it.</summary>
public sealed record MailToken(string User, string AccessToken) : MailCredential(User)
{
    public override string Mechanism => "XOAUTH2";

    public override string Response => Base64($"user={User}\u0001auth=Bearer {AccessToken}\u0001\u0001");

    /// <summary>Without the token.</summary>
    public override string ToString() => nameof(MailToken);
}
