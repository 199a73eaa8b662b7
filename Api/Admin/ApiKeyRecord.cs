using System.Collections.Immutable;
using ContactHub.ApiKeys;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Admin;

/// <summary>A key of another system as the administration shows it: never its secret.</summary>
/// <param name="Prefix">How the key begins.</param>
public sealed record ApiKeyRecord(
    string Id, string Name, string Prefix, ImmutableArray<string> Scopes, ImmutableArray<string> Departments, int PerMinute, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    internal static ApiKeyRecord From(ApiKey key) => new(
        key.Id, key.Name, ApiKeyText.Mark + key.Id, key.Scopes, key.Departments, key.PerMinute, key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt, key.LastUsedAt);
}

/// <summary>What an administrator sends for a new key.</summary>
/// <param name="ExpiresAt">In the future, within ten years; null: it does not expire.</param>
public sealed record ApiKeyRequest(string? Name, string[]? Scopes, string[]? Departments, DateTimeOffset? ExpiresAt, int PerMinute = ApiKeyRequest.DefaultPerMinute)
{
    /// <summary>Requests a minute of a key for which nothing else was said.</summary>
    public const int DefaultPerMinute = 600;

    private const int LongestYears = 10;

    internal Faults Check(IReadOnlyCollection<string> departments, DateTimeOffset now) => new Faults()
        .Text("name", Name, 1, 100)
        .List("scopes", Scopes, 1, ApiScopes.All.Length, ApiScopes.All)
        .List("departments", Departments, 0, 500, departments)
        .Range("perMinute", PerMinute, 10, 6000)
        .Require(Name is null || !Name.Any(char.IsControl), "name", new StaffText("Ad tek satır olmalı.", "The name must be one line."))
        .Require(ExpiresAt is null || (ExpiresAt > now && ExpiresAt <= now.AddYears(LongestYears)), "expiresAt",
            new StaffText("Son kullanma tarihi gelecekte ve on yıl içinde olmalı.", "The expiry must be in the future, within ten years."));
}
