using System.Text.RegularExpressions;

namespace ContactHub.Realtime;

/// <summary>
/// Idempotency keys that clients make. The hub's own command ids hold a colon, which a client's may not, so no client can use one up.
/// </summary>
internal static partial class ClientIds
{
    public static void Check(string? clientId)
    {
        if (!IsOne(clientId)) throw HubErrors.Invalid("clientId must be 8 to 64 letters, digits, - or _.");
    }

    /// <summary>Whether it is one.</summary>
    public static bool IsOne(string? clientId) => clientId is not null && Form().IsMatch(clientId);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{8,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
