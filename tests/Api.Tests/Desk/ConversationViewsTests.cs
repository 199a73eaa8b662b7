using ContactHub.Audit;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.TestKit;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Desk.Tests;

/// <summary>Who has read which conversation is in the audit trail.</summary>
public sealed class ConversationViewsTests : IDisposable
{
    private static readonly DeskViewer Deniz = new("a-1", "Deniz", [StaffRoles.Agent], ["su"]);
    private static readonly DeskViewer Ece = new("a-2", "Ece", [StaffRoles.Agent], ["su"]);
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-views-").FullName;
    private readonly FakeClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_persons_looks_at_a_conversation_are_one_an_hour()
    {
        await using var database = await Open();
        var audit = new AuditLog(database, _clock);
        using var views = Views(audit);
        await views.StartAsync(default);

        foreach (var id in (string[])["c-1", "c-1", "c-2"]) Assert.True(views.TryNote(Deniz, id, 7));
        Assert.True(views.TryNote(Ece, "c-1", 7));
        _clock.Advance(Looks.Conversation);
        Assert.True(views.TryNote(Deniz, "c-1", 7));
        await views.StopAsync(default);

        Assert.Equal(
            [("a-1", "7 (c-1)"), ("a-1", "7 (c-2)"), ("a-2", "7 (c-1)"), ("a-1", "7 (c-1)")],
            (await audit.Read()).Reverse().Select(e => (e.Entry.ActorId, e.Entry.Target)));
        Assert.All(await audit.Read(), e => Assert.Equal(("conversation.opened", null), (e.Entry.Action, e.Entry.Detail)));
    }

    [Fact]
    public async Task What_cannot_be_written_is_written_later_with_the_time_of_the_look()
    {
        await using var database = await Open();
        await Execute(database, "CREATE TRIGGER no_audit BEFORE INSERT ON audit_trail BEGIN SELECT RAISE(ABORT, 'full'); END");
        var audit = new AuditLog(database, _clock);
        using var views = Views(audit);
        await views.StartAsync(default);
        var at = _clock.GetUtcNow();

        Assert.True(views.TryNote(Deniz, "c-1", 7));
        await Until(() => Task.FromResult(_clock.ArmedTimers == 1));
        _clock.Advance(ConversationViews.Pause);
        await Until(() => Task.FromResult(_clock.ArmedTimers == 1));
        await Execute(database, "DROP TRIGGER no_audit");
        _clock.Advance(ConversationViews.Pause);

        await Until(async () => (await audit.Read()).Count == 1);
        Assert.Equal(at, (await audit.Read())[0].At);
        await views.StopAsync(default);
        Assert.Single(await audit.Read());
    }

    [Fact]
    public async Task When_too_much_waits_to_be_written_nothing_more_is_shown_until_it_is()
    {
        await using var database = await Open();
        var audit = new AuditLog(database, _clock);
        using var views = Views(audit);

        var shown = 0;
        while (views.TryNote(Deniz, $"c-{shown}", shown)) Assert.True(++shown < 1_000_000, "There is no bound.");
        Assert.False(views.TryNote(Deniz, $"c-{shown}", shown));
        await views.StartAsync(default);
        await Until(() => Task.FromResult(views.TryNote(Deniz, $"c-{shown}", shown)));
        await views.StopAsync(default);

        Assert.Equal($"{shown} (c-{shown})", (await audit.Read())[0].Entry.Target);
    }

    [Fact]
    public async Task Opening_and_paging_at_the_desk_are_looks_and_a_list_is_none()
    {
        await using var hub = await RunningHub.Start();
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var deniz = await hub.Staff("Deniz", StaffRoles.Agent, "su");
        var auditor = await hub.Staff("Denetçi", StaffRoles.Auditor);
        var stranger = await hub.Staff("Yabancı", StaffRoles.Agent, "zabita");
        await using var desk = await deniz.Open();
        await using var audits = await auditor.Open();
        await using var strange = await stranger.Open();

        await strange.Call("inbox", 0);
        await Assert.ThrowsAsync<HubRefusalException>(() => strange.Call("open", session.ConversationId, 0));
        await desk.Call("open", session.ConversationId, 0);
        await desk.Call("open", session.ConversationId, 0);
        await audits.Call("page", session.ConversationId, 10, 10);

        var audit = hub.Services.GetRequiredService<AuditLog>();
        await Until(async () => (await audit.Read()).Count >= 2);
        var trail = await audit.Read();
        Assert.Equal([auditor.Id, deniz.Id], trail.Select(e => e.Entry.ActorId));
        Assert.All(trail, e => Assert.EndsWith($"({session.ConversationId})", e.Entry.Target, StringComparison.Ordinal));
    }

    private ConversationViews Views(AuditLog audit) => new(audit, new Looks(_clock), _clock, NullLogger<ConversationViews>.Instance);

    private Task<HubDatabase> Open() => HubDatabase.Start(new StorageOptions { Path = _folder }, TimeProvider.System);

    private static async Task Execute(HubDatabase database, string sql)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync(sql);
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Eventually.Patience, "It never came.");
            await Task.Yield();
        }
    }
}
