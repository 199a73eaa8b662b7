using System.Collections.Immutable;

namespace ContactHub.ApiKeys;

/// <summary>A key by which another system uses the open API. The secret is not part of it.</summary>
/// <param name="Id">The part of the key that finds it; public.</param>
/// <param name="Name">What administrators call the system; it stands in timelines.</param>
/// <param name="Departments">Whose conversations it may see and change; empty: all.</param>
/// <param name="PerMinute">Requests a minute, at each node.</param>
/// <param name="CreatedBy">The administrator's name at that time.</param>
/// <param name="ExpiresAt">From when on it is refused; null: never.</param>
/// <param name="LastUsedAt">Within <see cref="ApiKeyStore.UseSpan"/>; null when it never was.</param>
public sealed record ApiKey(
    string Id, string Name, ImmutableArray<string> Scopes, ImmutableArray<string> Departments, int PerMinute, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null, DateTimeOffset? LastUsedAt = null)
{
    /// <summary>Whether it opens anything at a time.</summary>
    public bool IsValid(DateTimeOffset at) => RevokedAt is null && !(ExpiresAt <= at);
}

/// <summary>A key with what its secret is checked against.</summary>
/// <param name="SecretHash">SHA-256 of the secret, in hexadecimal.</param>
public sealed record StoredApiKey(ApiKey Key, string SecretHash);
