using System.Net;
using ContactHub.Outbound;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Webhooks;

/// <summary>A webhook as administrators see it; never with its secret.</summary>
/// <param name="Kinds">Empty for all.</param>
/// <param name="PreviousSecretUntil">Until when the secret before is good too.</param>
/// <param name="FailingSince">Since when nothing could be delivered.</param>
/// <param name="OffReason">gone, failing: why the hub switched it off itself.</param>
/// <param name="Waiting">How many deliveries wait.</param>
internal sealed record WebhookRecord(
    string Id, string Url, string Description, IReadOnlyList<string> Kinds, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset? FailingSince, string? OffReason, DateTimeOffset? OffAt, long Waiting)
{
    public static WebhookRecord From(Webhook webhook, DateTimeOffset now, long waiting = 0) => new(
        webhook.Id, webhook.Url, webhook.Description, webhook.Kinds, webhook.Enabled, webhook.CreatedAt, webhook.PreviousUntil > now ? webhook.PreviousUntil : null,
        webhook.FailingSince, webhook.OffReason, webhook.OffAt, waiting);
}

/// <summary>What administrators say of a webhook.</summary>
internal sealed record WebhookRequest(string? Url, string? Description, IReadOnlyList<string>? Kinds, bool Enabled = true)
{
    /// <summary>Everything that is wrong with it.</summary>
    public Faults Check(GuardedHttp guarded)
    {
        var faults = new Faults().Text("url", Url, 1, 2000).Text("description", Description, 1, 200).List("kinds", Kinds, 0, WebhookBody.Kinds.Count, WebhookBody.Kinds);
        return faults.Any ? faults : CheckUrl(faults, guarded);
    }

    private Faults CheckUrl(Faults faults, GuardedHttp guarded)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Host.Length == 0 || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            return faults.Add("url", new StaffText(
                "Adres https:// ile başlamalı; http:// yalnızca bu makinedeki adresler içindir.", "The address must begin with https://; http:// is for addresses of this machine only."));
        }

        return faults
            .Require(url.UserInfo.Length == 0 && url.Fragment.Length == 0, "url",
                new StaffText("Adreste kullanıcı adı, parola ya da # olamaz.", "The address must not hold a user name, a password or a #."))
            .Require(Literal(url) is not { } address || guarded.Allows(address), "url", new StaffText(
                "Bu adres özel bir ağda; ayarlarda Outbound:AllowedNetworks ile izin verilmeli.", "This address is in a private network; the setting Outbound:AllowedNetworks must allow it."));
    }

    /// <summary>The address that it names without a name server; names are looked at when they are connected to.</summary>
    private static IPAddress? Literal(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : url.IsLoopback ? IPAddress.Loopback : null;
}

/// <summary>How webhooks are named to people.</summary>
internal static class WebhookNames
{
    /// <summary>For the audit trail: without the address, which may hold a key.</summary>
    public static string Shown(this Webhook webhook) => $"{webhook.Description} ({webhook.Id})";
}
