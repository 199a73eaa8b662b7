using ContactHub.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>A folder with a row in every table, and an empty PostgreSQL database.</summary>
public abstract class CopyStage : IAsyncLifetime
{
    /// <summary>What must come through byte for byte.</summary>
    protected const string Difficult = "İıĞğŞşÇç Öö Üü — السلام 👩🏽‍🚒 e\u0301 \u200f\u0001";

    private readonly TempFolder _folder = new();

    protected string Source => _folder.Path;

    protected string Target { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Target = await (await PostgresServer.Shared).CreateDatabase();
        await using (var log = await SqliteEventLog.Open(Source)) await Fill(log);
        await using var hub = await HubDatabase.Start(new StorageOptions { Path = Source }, TimeProvider.System);
        await using var connection = await hub.Open();
        await connection.ExecuteAsync(Rows, new { text = Difficult });
    }

    public virtual Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    protected StorageCopy NewCopy(TextWriter? progress = null) => new(Source, Target, progress ?? TextWriter.Null, TimeProvider.System);

    protected async Task<T?> OnTarget<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Target + ";Pooling=false");
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    protected async Task<T?> OnSource<T>(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Source, file)};Pooling=false");
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private static async Task Fill(SqliteEventLog log)
    {
        for (var i = 1; i <= 20; i++)
        {
            await log.Append(new AppendRequest($"ş-{i}", 0, [Event(Difficult, actor: "yurttaş/İ"), Event("", kind: "NoteAdded")], Summary($"ş-{i}", department: "su", body: Difficult)));
            await log.Append(Append($"ş-{Math.Max(1, i / 2)}", i < 2 ? 2 : (await log.Summary($"ş-{i / 2}"))!.LastSeq, "again"));
        }

        await log.SaveSnapshot(new StoredSnapshot("ş-7", 2, 3, new byte[] { 0, 255, 128 }));
    }

    private const string Rows =
        """
        INSERT INTO departments VALUES ('su', @text, 'Water', '#0088cc', 1), ('Zabıta', 'Zabıta', 'Police', '#884400', 2), ('zabita', 'z', 'z', '#884400', 3);
        INSERT INTO agents VALUES ('a1', @text, 4, 'tr,en', 1);
        INSERT INTO agent_departments VALUES ('a1', 'su');
        INSERT INTO agent_phones VALUES ('1001', 'a1');
        INSERT INTO channel_links VALUES ('email', 'cozum', 639000000000000000, NULL, 'signIn', @text);
        INSERT INTO calls VALUES ('pbx-1.27', 'asterisk', 0, 639000000000000000, '{"text":"ş"}');
        INSERT INTO wrap_ups VALUES ('a1', 639000000000000000, '[{"Name":"ş"}]');
        INSERT INTO opening_hours VALUES ('*', '{"text":"ş"}');
        INSERT INTO citizens VALUES ('c1', @text, 1, 639000000000000000, NULL), ('c2', NULL, 0, 1, 'c1');
        INSERT INTO intake_routes VALUES ('email', 'a1b2', 'ş-5', 639000000000000000);
        INSERT INTO dismissed_suggestions VALUES ('c1', 'c2', 1);
        INSERT INTO mail_signatures VALUES ('agent', 'a1', 'Şef', '{name}');
        INSERT INTO mailboxes VALUES ('cozum', 17, 4000000000, 'h', 639000000000000000);
        INSERT INTO leases VALUES ('outbound', 'h', 639000000000000000);
        INSERT INTO webhooks VALUES ('w', 'https://crm.example/ş', @text, 'noteAdded', 1, 'p', NULL, NULL, 5, 6, 'gone', 7);
        INSERT INTO outbound_channels VALUES ('webhook', 17);
        INSERT INTO deliveries VALUES
            ('d1', 'webhook', 'w', 'w/ş-5', 9, 0, 'ş-5', 2, 'messagePosted', x'00ff41', 5, 0, 2, 639000000000000000, NULL, 6, 7, 8, '503', @text, NULL),
            ('d2', 'webhook', 'w', 'w/ş-5', 10, 1, 'ş-5', 3, 'messagePosted', x'', 5, 2, 0, 0, 'h', NULL, NULL, NULL, NULL, NULL, 9);
        INSERT INTO messenger_places VALUES ('p1', 'telegram', 'cozum', '42', 'tr', 'ş-5', 639000000000000000, 'tr:0123456789ab', NULL, 'wamid.ş');
        INSERT INTO messenger_messages VALUES ('p1', 'wamid.ş', 'ş-5', 7, 639000000000000000);
        INSERT INTO messenger_inbox (id, channel, place, source, payload, at, left_out_at) VALUES (4, 'whatsapp', 'p1', 'wamid.1', @text, 639000000000000000, NULL);
        INSERT INTO bot_keys VALUES ('key-1', 639000000000000000, 'pkcs8');
        INSERT INTO files VALUES ('f1', 3, 639000000000000000, x'00ff41', NULL);
        INSERT INTO uploads VALUES ('u1', 'visitor:v1', 'f1', 'çukur.jpg', 'image/jpeg', 3, 639000000000000000);
        INSERT INTO citizen_identities VALUES ('c1', 'phone', '+905320000000', 1, 5), ('c2', 'phone', '+905320000000', 0, 6);
        INSERT INTO accounts VALUES
            ('a1', 'tr', 1, 'işil@ornek.bel.tr', 'İŞİL', 'işil@ornek.bel.tr', 'İŞİL', 0, 'hash', 's', 'c', NULL, 0, 1, '2026-03-02 12:00:00.1234567+03:00', 1, 3),
            ('a2', 'en', 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, NULL, 1, 0);
        INSERT INTO account_roles VALUES ('r1', 'agent', 'AGENT', NULL);
        INSERT INTO account_role_claims (id, role_id, claim_type, claim_value) VALUES (7, 'r1', 't', @text);
        INSERT INTO account_claims (id, user_id, claim_type, claim_value) VALUES (3, 'a1', 't', NULL);
        INSERT INTO account_logins VALUES ('p', 'k', NULL, 'a1');
        INSERT INTO account_role_members VALUES ('a1', 'r1');
        INSERT INTO account_tokens VALUES ('a1', 'p', 'recovery', @text);
        INSERT INTO data_protection_keys VALUES ('key-1', '<key>ş</key>');
        INSERT INTO faq_entries VALUES ('çöp', '{"answer":"👍"}');
        UPDATE faq_version SET version = 12;
        INSERT INTO api_keys VALUES
            ('k1', @text, 'hash', 'contacts:read messages:write', 'su', 600, 639000000000000000, @text, NULL, NULL, NULL),
            ('k2', 'x', 'hash', 'contacts:read', '', 10, 639000000000000000, 'x', 639000000000000001, 639000000000000002, 639000000000000003);
        INSERT INTO api_requests VALUES ('k1', 'r', 'f', 639000000000000000, 201, 'application/json', '/api/v1/contacts/k-1', @text), ('k1', 's', 'f', 639000000000000000, NULL, NULL, NULL, NULL);
        INSERT INTO canned_answers VALUES ('k1', NULL, '*', 'selam', @text, @text, NULL), ('k2', 'a1', NULL, 's', 't', 'x', 'tr');
        INSERT INTO audit_trail (at, actor_id, actor, action, target, detail) VALUES (1, 'a1', @text, 'staff.create', NULL, NULL), (2, 'a1', 'x', 'gone', NULL, NULL);
        DELETE FROM audit_trail WHERE action = 'gone';
        INSERT INTO reminders VALUES ('queue/su', 'wake', 639000000000000000, 60000);
        INSERT INTO projections (name, position) VALUES ('stats', 40);
        INSERT INTO conversation_stats VALUES ('ş-1', 1, NULL, 3, 4, 'su', 2, NULL, 4, 5);
        INSERT INTO conversation_event_counts VALUES ('ş-1', 'MessagePosted', 'chat', 2);
        """;
}
