using ContactHub.Audit;
using ContactHub.Email;

namespace ContactHub.Storage.Tests;

public abstract class MailSignatureContract : HubDatabaseBase
{
    [Fact]
    public async Task A_signature_is_kept_replaced_and_removed_by_saying_nothing()
    {
        var audit = new AuditLog(Database, TimeProvider.System);
        var store = new MailSignatureStore(Database, audit);
        var own = new MailSignature(MailSignature.Agent, "a-1", "Şef", "{name}\nİyi günler");
        var department = new MailSignature(MailSignature.Department, "su", "", "Su Müdürlüğü");
        var mailbox = new MailSignature(MailSignature.Mailbox, "su", "", "Çözüm Merkezi");
        var change = new AuditEntry("a-1", "Deniz", "signature.changed", "su", null);
        await store.Save(own with { Text = "" }, entry: null);
        await store.Save(own, entry: null);
        await store.Save(mailbox, change);
        await store.Save(department, change);

        Assert.Equal(own, await store.Find(MailSignature.Agent, "a-1"));
        Assert.Null(await store.Find(MailSignature.Agent, "su"));
        Assert.Equal([department, mailbox], await store.Defaults());
        await store.Save(department with { Text = "" }, change);
        Assert.Equal([mailbox], await store.Defaults());
        Assert.Equal(3, (await audit.Read()).Count);
    }
}

public sealed class SqliteMailSignatureTests : MailSignatureContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresMailSignatureTests : MailSignatureContract
{
    protected override bool OnPostgres => true;
}
