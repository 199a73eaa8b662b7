using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ContactHub.Webhooks;

/// <summary>Makes webhooks' secrets and protects them in the database, so that a look at a table or a report of it gives none away.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ContactHub.Webhook.v1");

    /// <summary>A new secret of 256 bits as people get it: its characters, as they are, are the key.</summary>
    public static string New() => "whsec_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>The secrets that are good now, the newest first.</summary>
    /// <exception cref="CryptographicException">The keys that protected them are gone.</exception>
    public IEnumerable<string> Of(Webhook webhook, DateTimeOffset now)
    {
        yield return _protector.Unprotect(webhook.Secret);
        if (webhook.PreviousSecret is { } previous && webhook.PreviousUntil > now) yield return _protector.Unprotect(previous);
    }
}
