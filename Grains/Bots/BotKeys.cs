using System.Security.Cryptography;
using ContactHub.Storage;

namespace ContactHub.Bots;

/// <summary>
/// The hub's signing keys, one set for all nodes. A new one is made every 90 days and published three days before it is used, since bots look at the
/// published ones about once a day; an old one stays published for three days more.
/// </summary>
public sealed class BotKeys(BotKeyStore store, HubDatabase database, TimeProvider clock) : IDisposable
{
    private const int Bits = 2048;
    private static readonly TimeSpan Use = TimeSpan.FromDays(90);
    private static readonly TimeSpan Lead = TimeSpan.FromDays(3);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<BotKey> _known = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The key to sign with now.</summary>
    public async ValueTask<BotKey> Current(CancellationToken ct) => (await Known(ct)).Last(key => key.UsedFrom <= clock.GetUtcNow());

    /// <summary>The keys that bots may meet: the current one, the next one, and one that was used lately.</summary>
    public async ValueTask<IReadOnlyList<BotKey>> Published(CancellationToken ct)
    {
        var known = await Known(ct);
        var now = clock.GetUtcNow();
        return [.. known.Where((_, i) => i == known.Count - 1 || known[i + 1].UsedFrom + Lead > now)];
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<IReadOnlyList<BotKey>> Known(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_known.Count > 0 && now - _readAt < Fresh) return _known;
        await _turn.WaitAsync(ct);
        try
        {
            var known = await store.Keys(ct);
            if (Next(known, now) is not null)
            {
                // One node makes it; the others find it there when it is their turn.
                await using var alone = await database.Alone(ct);
                known = await store.Keys(ct);
                if (Next(known, now) is { } from)
                {
                    await store.Add(Make(from), ct);
                    known = await store.Keys(ct);
                }
            }

            (_known, _readAt) = (known, now);
            return known;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When the key that has to be made now is to be used from; null when none has to.</summary>
    private static DateTimeOffset? Next(IReadOnlyList<BotKey> known, DateTimeOffset now) =>
        known.Count == 0 ? now
        : known[^1].UsedFrom + Use - Lead > now ? null
        : known[^1].UsedFrom + Use > now + Lead ? known[^1].UsedFrom + Use : now + Lead;

    private static BotKey Make(DateTimeOffset from)
    {
        using var rsa = RSA.Create(Bits);
        return new BotKey(Guid.NewGuid().ToString("N"), from, Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()));
    }
}
