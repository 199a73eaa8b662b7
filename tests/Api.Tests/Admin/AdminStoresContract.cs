using ContactHub.ApiKeys;
using ContactHub.Audit;
using ContactHub.CannedAnswers;
using ContactHub.FaqBot;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Admin.Tests;

/// <summary>The stores behind the administration, on each database.</summary>
public abstract class AdminStoresContract
{
    private static readonly AuditEntry Change = new("a-1", "Deniz", "faq.changed", "su-kesinti", """{"enabled":true}""");
    private readonly FakeClock _clock = new();

    private protected abstract Task<HubDatabase> Open();

    [Fact]
    public async Task Every_change_of_the_faq_bumps_its_version_and_is_in_the_audit_trail()
    {
        await using var database = await Open();
        var audit = new AuditLog(database, _clock);
        var faq = new FaqStore(database, audit);

        var empty = await faq.All();
        await faq.Save([new FaqRow("b", "{}"), new FaqRow("a", "{}")], entry: null);
        await faq.Save([new FaqRow("a", """{"çöp":1}""")], Change);
        var missing = await faq.Delete("c", Change);
        var changed = await faq.All();
        var deleted = await faq.Delete("a", Change with { Action = "faq.deleted" });

        Assert.Equal((0, 0), (empty.Version, empty.Rows.Count));
        Assert.Equal(2, changed.Version);
        Assert.Equal([new FaqRow("a", """{"çöp":1}"""), new FaqRow("b", "{}")], changed.Rows);
        Assert.False(missing);
        Assert.True(deleted);
        Assert.Equal(3, await faq.Version());
        Assert.Equal(["faq.deleted", "faq.changed"], (await audit.Read()).Select(e => e.Entry.Action));
    }

    [Fact]
    public async Task The_index_follows_the_faq_at_once_when_told_and_within_a_second_when_not()
    {
        await using var database = await Open();
        var faq = new FaqStore(database, new AuditLog(database, _clock));
        using var source = new FaqIndexSource(faq, _clock, NullLogger<FaqIndexSource>.Instance);
        Assert.Equal(0, (await source.Current()).Count);

        await faq.Save([FaqEntryJson.Write(Entry("su"))], entry: null);
        Assert.Equal(0, (await source.Current()).Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await source.Current()).Count);

        await faq.Save([FaqEntryJson.Write(Entry("imar"))], entry: null);
        await source.Refresh();
        Assert.Equal("imar", (await source.Current()).Find("imar")!.Id);
    }

    [Fact]
    public async Task The_audit_trail_is_read_newest_first_in_pages()
    {
        await using var database = await Open();
        var audit = new AuditLog(database, _clock);
        for (var i = 0; i < AuditLog.MaxPage + 5; i++) await audit.Append(Change with { Target = $"t{i}" });

        var first = await audit.Read();
        var second = await audit.Read(first[^1].Id);

        Assert.Equal("t104", first[0].Entry.Target);
        Assert.Equal(["t4", "t3", "t2", "t1", "t0"], second.Select(e => e.Entry.Target));
        Assert.Equal(_clock.GetUtcNow(), first[0].At);
    }

    [Fact]
    public async Task A_key_of_another_system_comes_back_as_it_was_kept_and_ends_once()
    {
        await using var database = await Open();
        var audit = new AuditLog(database, _clock);
        var keys = new ApiKeyStore(database, audit, _clock);
        var key = new ApiKey("k1", "Abone sistemi", ["contacts:read", "messages:write"], ["su"], 60, _clock.GetUtcNow(), "Deniz", _clock.GetUtcNow().AddDays(1));
        await keys.Add(new StoredApiKey(key, "hash"), Change with { Action = "apiKey.created" });

        var kept = await keys.Find("k1");
        await keys.Used(kept!.Key);
        var used = _clock.GetUtcNow();
        _clock.Advance(ApiKeyStore.UseSpan / 2);
        await keys.Used((await keys.Find("k1"))!.Key);
        var revoked = await keys.Revoke("k1", Change with { Action = "apiKey.revoked" });
        var again = await keys.Revoke("k1", Change with { Action = "apiKey.revoked" });

        Assert.Equal("hash", kept.SecretHash);
        Assert.Equal(key.ToString(), (kept.Key with { Scopes = key.Scopes, Departments = key.Departments }).ToString());
        Assert.Equal(key.Scopes.AsEnumerable(), kept.Key.Scopes);
        Assert.Equal(key.Departments.AsEnumerable(), kept.Key.Departments);
        Assert.Equal(used, (await keys.All())[0].LastUsedAt);
        Assert.Equal((true, false), (revoked, again));
        Assert.False((await keys.All())[0].IsValid(_clock.GetUtcNow()));
        Assert.Equal(["apiKey.revoked", "apiKey.created"], (await audit.Read()).Select(e => e.Entry.Action));
    }

    [Fact]
    public async Task Canned_answers_are_everybodys_or_ones_own()
    {
        await using var database = await Open();
        var canned = new CannedAnswerStore(database, new AuditLog(database, _clock));
        var shared = new CannedAnswer("c-1", null, "su", "selam", "Selam", "Merhaba {citizen}", "tr");
        var mine = new CannedAnswer("c-2", "a-1", null, "imza", "İmza", "Sevgiler, {agent}", null);
        await canned.Save(shared, Change);
        await canned.Save(mine, entry: null);
        await canned.Save(shared with { Title = "Selamlama" }, Change);

        Assert.Equal([mine, shared with { Title = "Selamlama" }], await canned.For("a-1"));
        Assert.Equal([shared with { Title = "Selamlama" }], await canned.For("a-2"));
        Assert.Equal((1, 0), (await canned.CountOf("a-1"), await canned.CountOf("a-2")));
        await canned.Delete("c-1", Change);
        Assert.Null(await canned.Find("c-1"));
    }

    private static FaqEntry Entry(string id) => new(id, "Su", "su", [new FaqWording("tr", "Su neden kesik?")], [new FaqAnswer("tr", "Bakım var.")]);
}

public sealed class SqliteAdminStoresTests : AdminStoresContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-admin-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private protected override Task<HubDatabase> Open() => HubDatabase.Start(new StorageOptions { Path = _folder }, TimeProvider.System);
}

public sealed class PostgresAdminStoresTests : AdminStoresContract
{
    private protected override async Task<HubDatabase> Open()
    {
        var connection = await (await PostgresServer.Shared).CreateDatabase();
        return await HubDatabase.Start(new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = connection }, TimeProvider.System);
    }
}
