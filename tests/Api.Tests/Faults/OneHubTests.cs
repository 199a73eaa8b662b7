using ContactHub.Startup;
using ContactHub.TestKit;
using Npgsql;

namespace ContactHub.HubFaults.Tests;

/// <summary>On PostgreSQL too, a hub of one process is alone on its database; the nodes of a cluster share it with each other and with nobody else.</summary>
public sealed partial class OneHubTests : IAsyncLifetime
{
    /// <summary>The lock of who serves the database. While it writes, a hub has another one for a moment.</summary>
    private const long Lock = 0x436F6E7461637403;

    private static readonly string ItsLock =
        $"l.locktype = 'advisory' AND (l.classid::bigint << 32) + l.objid::bigint = {Lock} AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-one-").FullName;
    private string _database = null!;

    private string[] Settings => HubProcess.PostgresSettings(_folder, _database);

    public async Task InitializeAsync() => _database = await (await PostgresServer.Shared).CreateDatabase();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_hub_whose_database_was_taken_over_refuses_to_write_and_ends()
    {
        using var hub = await HubProcess.Start(Settings);
        await using var citizen = await hub.Connect(await hub.Visit());
        await citizen.Call("send", new { clientId = "before-it", text = "Merhaba" });

        await using var other = new NpgsqlConnection(_database + ";Pooling=false");
        await other.OpenAsync();
        await TakeOver(other);

        Assert.Equal(ExitCodes.CannotStart, await hub.Exit());
        Assert.Contains("ContactHub has stopped: ", hub.Output, StringComparison.Ordinal);
        Assert.Contains("in use by another ContactHub process", hub.Output, StringComparison.Ordinal);
    }

    /// <summary>Queues for the hub's lock and then ends its session, so that the server hands the lock over.</summary>
    private async Task TakeOver(NpgsqlConnection other)
    {
        await using var admin = NpgsqlDataSource.Create(_database);
        await using var find = admin.CreateCommand(
            $"SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.granted AND {ItsLock} AND a.application_name LIKE 'ContactHub %'");
        await using var found = await find.ExecuteReaderAsync();
        Assert.True(await found.ReadAsync());
        await using var queue = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", other);
        var granted = queue.ExecuteNonQueryAsync();
        await using var waiting = admin.CreateCommand($"SELECT count(*) FROM pg_locks l WHERE NOT l.granted AND {ItsLock}");
        while ((long)(await waiting.ExecuteScalarAsync())! == 0) Assert.False(granted.IsCompleted);
        await using var end = admin.CreateCommand($"SELECT pg_terminate_backend({found.GetInt32(0)})");
        await end.ExecuteNonQueryAsync();
        await granted.WaitAsync(Eventually.Patience);
    }
}
