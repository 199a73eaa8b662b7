using Dapper;

namespace ContactHub.Storage;

/// <summary>
/// Leases: what one process of a cluster at a time should do. A lease only saves work; processes whose clocks differ may hold the same one for a moment,
/// so what is done under it must bear being done twice.
/// </summary>
public sealed class LeaseStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>How long others wait for a holder that doesn't renew.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>A name to hold leases by. On SQLite one process has the database, so a new one need not wait for the lease of one that was killed.</summary>
    public string NewHolder() => database.IsPostgres ? Guid.NewGuid().ToString("n") : "hub";

    /// <summary>Takes or renews a lease; false when somebody else has it.</summary>
    public async Task<bool> Hold(string name, string holder, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var now = clock.GetUtcNow();
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO leases (name, holder, held_until) VALUES (@name, @holder, @until)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until WHERE leases.holder = @holder OR leases.held_until < @now
            """,
            new { name, holder, now = now.UtcTicks, until = (now + Life).UtcTicks }, cancellationToken: ct));
        return taken > 0;
    }

    /// <summary>Gives a lease back, so that another process need not wait for its end.</summary>
    public async Task Release(string name, string holder)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync("UPDATE leases SET held_until = 0 WHERE name = @name AND holder = @holder", new { name, holder });
    }

    /// <summary>Does something as long as it holds the lease: until it ends by itself, the lease is lost or the token says so.</summary>
    /// <returns>False when somebody else has the lease, and nothing was done.</returns>
    public async Task<bool> While(string name, string holder, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!await Hold(name, holder, ct)) return false;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // On SQLite nobody else could take it.
        var renewing = database.IsPostgres ? Renew(name, holder, lost.Token) : Task.Delay(Timeout.InfiniteTimeSpan, clock, lost.Token);
        var working = work(lost.Token);
        await Task.WhenAny(renewing, working);
        await lost.CancelAsync();
        await Task.WhenAll(renewing, working).ContinueWith(_ => { }, TaskScheduler.Default);
        await Release(name, holder);
        // The work's own fault is what matters; the renewal ends by cancellation when it did nothing wrong.
        await (working.IsFaulted ? working : renewing.IsFaulted ? renewing : Task.CompletedTask);
        ct.ThrowIfCancellationRequested();
        return true;
    }

    private async Task Renew(string name, string holder, CancellationToken ct)
    {
        do await Task.Delay(Renewal, clock, ct);
        while (await Hold(name, holder, ct));
    }
}
