using ContactHub.Audit;
using ContactHub.Storage;
using ContactHub.TestKit;
using Dapper;

namespace ContactHub.Desk.Tests;

public sealed class LookTrailTests : IAsyncLifetime
{
    private static readonly AuditEntry Look = new("a-1", "Deniz", "citizen.viewed", "v-1");
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-api-").FullName;
    private readonly FakeClock _clock = new();
    private HubDatabase _database = null!;

    public async Task InitializeAsync() => _database = await HubDatabase.Start(new StorageOptions { Path = _folder }, _clock);

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_look_is_kept_once_for_a_person_a_thing_and_a_time()
    {
        var audit = new AuditLog(_database, _clock);
        var trail = new LookTrail(new Looks(_clock), audit);
        await trail.Note(Look, "v-1", Looks.Citizen, default);
        await trail.Note(Look, "v-1", Looks.Citizen, default);
        await trail.Note(Look with { ActorId = "a-2" }, "v-1", Looks.Citizen, default);
        await trail.Note(Look with { Target = "v-2" }, "v-2", Looks.Citizen, default);
        Assert.Equal(3, (await audit.Read()).Count);
        _clock.Advance(Looks.Citizen);
        await trail.Note(Look, "v-1", Looks.Citizen, default);
        Assert.Equal(4, (await audit.Read()).Count);
    }

    [Fact]
    public async Task A_look_that_could_not_be_kept_is_refused_and_kept_the_next_time()
    {
        var audit = new AuditLog(_database, _clock);
        var trail = new LookTrail(new Looks(_clock), audit);
        await Rename("audit_trail", "away");
        await Assert.ThrowsAnyAsync<Exception>(() => trail.Note(Look, "v-1", Looks.Citizen, default));
        await Rename("away", "audit_trail");
        await trail.Note(Look, "v-1", Looks.Citizen, default);
        Assert.Equal(Look, Assert.Single(await audit.Read()).Entry);
    }

    private async Task Rename(string table, string name)
    {
        await using var connection = await _database.Open(default);
        await connection.ExecuteAsync($"ALTER TABLE {table} RENAME TO {name}");
    }
}
