using System.Security.Cryptography;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Bots;

/// <summary>A key that the hub signs with.</summary>
/// <param name="UsedFrom">From when on tokens are signed with it; it is published before.</param>
/// <param name="Pkcs8">The private key (RFC 5208), in base64.</param>
public sealed record BotKey(string Id, DateTimeOffset UsedFrom, string Pkcs8)
{
    /// <summary>The key pair, to be disposed of.</summary>
    public RSA Open()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(Pkcs8), out _);
        return rsa;
    }
}

/// <summary>The signing keys in the hub's database, which is to be guarded like them (docs/operations.md).</summary>
public sealed class BotKeyStore(HubDatabase database)
{
    /// <summary>All, in the order in which they are used.</summary>
    public async Task<IReadOnlyList<BotKey>> Keys(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string Id, long UsedFrom, string Pkcs8)>(new CommandDefinition(
            "SELECT id, used_from, pkcs8 FROM bot_keys ORDER BY used_from, id", cancellationToken: ct));
        return [.. rows.Select(row => new BotKey(row.Id, new DateTimeOffset(row.UsedFrom, TimeSpan.Zero), row.Pkcs8))];
    }

    /// <summary>Keeps a new one.</summary>
    public async Task Add(BotKey key, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO bot_keys (id, used_from, pkcs8) VALUES (@Id, @UsedFrom, @Pkcs8)",
            new { key.Id, UsedFrom = key.UsedFrom.UtcTicks, key.Pkcs8 }, cancellationToken: ct));
    }
}
