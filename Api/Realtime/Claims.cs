using ContactHub.Citizens;

namespace ContactHub.Realtime;

/// <summary>Identities that somebody typed in, in the one spelling that they are compared by.</summary>
internal static class Claims
{
    public static string Normalise(string kind, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) throw HubErrors.Invalid("The value is missing.");
        var normal = kind == "name" ? Identities.NormaliseName(value) : Identities.Normalise(new CitizenIdentity(kind, value, false))?.Value;
        return normal ?? throw HubErrors.Invalid($"This is not a {kind}.");
    }
}
