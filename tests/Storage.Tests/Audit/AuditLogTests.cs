using ContactHub.Audit;

namespace ContactHub.Storage.Tests;

public abstract class AuditLogContract : HubDatabaseBase
{
    [Fact]
    public async Task What_is_kept_once_is_one_entry_for_an_action_a_target_and_an_instant()
    {
        var audit = new AuditLog(Database, TimeProvider.System);
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var entry = new AuditEntry("a-1", "Işıl Öz", "mail.started", "c-1");
        await audit.Append([new DatedAuditEntry(at, entry with { Action = "conversation.opened" })]);

        foreach (var dated in (DatedAuditEntry[])[new(at, entry), new(at, entry), new(at.AddTicks(1), entry), new(at, entry with { Target = "c-2", Detail = "{}" }), new(at, entry with { Target = "c-2", Detail = "{}" })])
            await audit.AppendOnce(dated);

        Assert.Equal(
            [(at, entry with { Target = "c-2", Detail = "{}" }), (at.AddTicks(1), entry), (at, entry), (at, entry with { Action = "conversation.opened" })],
            (await audit.Read()).Select(kept => (kept.At, kept.Entry)));
    }
}

public sealed class SqliteAuditLogTests : AuditLogContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresAuditLogTests : AuditLogContract
{
    protected override bool OnPostgres => true;
}
