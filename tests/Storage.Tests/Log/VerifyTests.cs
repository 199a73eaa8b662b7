using ContactHub.TestKit;
using Microsoft.Data.Sqlite;
using Npgsql;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>A check that finds nothing in a good log must find each kind of damage in a bad one.</summary>
public sealed class VerifyTests
{
    [Theory]
    [InlineData("DELETE FROM events WHERE position = 70", "Positions 70 to 70 are missing")]
    [InlineData("DELETE FROM events WHERE position = 70", "event 70 at position 71 comes after event 68")]
    [InlineData("UPDATE events SET prev = 3 WHERE position = 50", "points at position 3, not at 49")]
    [InlineData("UPDATE events SET conversation = 9 WHERE position = 131", "Conversation 9 has events and no head")]
    [InlineData("DELETE FROM event_marks WHERE seq = 64", "is not marked there")]
    [InlineData("INSERT INTO event_marks VALUES (1, 65, 65)", "3 marks for 2 marked events")]
    [InlineData("UPDATE conversations SET last_seq = 129 WHERE number = 1", "its head says event 129")]
    [InlineData("UPDATE conversations SET last_position = 3 WHERE number = 1", "its head says event 130 at position 3")]
    [InlineData("INSERT INTO conversations VALUES (7, 'ghost', 1, 1, 'open', 'bot', NULL, NULL, NULL, 0, x'')", "Conversation 7 has a head and no events")]
    public async Task Damage_in_sqlite_is_found(string damage, string expected)
    {
        using var folder = new TempFolder();
        await using (var log = await SqliteEventLog.Open(folder.Path)) await Fill(log);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, SqliteEventLog.FileName)};Pooling=false"))
        {
            connection.Open();
            using var command = new SqliteCommand(damage, connection);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await using var damaged = await SqliteEventLog.Open(folder.Path);
        Assert.Contains(await damaged.Verify(), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE position = 70", "event 70 at position 71 comes after event 68")]
    [InlineData("UPDATE conversations SET last_seq = 129 WHERE number = 1", "its head says event 129")]
    public async Task Damage_in_postgresql_is_found(string damage, string expected)
    {
        var database = await (await PostgresServer.Shared).CreateDatabase();
        await using var log = await PostgresEventLog.Open(database);
        await Fill(log);
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(damage);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());

        Assert.Contains(await log.Verify(), problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    private static async Task Fill(IEventLog log)
    {
        await log.Append(Append("a", 0, [.. Enumerable.Range(1, 68).Select(i => $"{i}")]));
        await log.Append(Append("b", 0, "other"));
        await log.Append(Append("a", 68, [.. Enumerable.Range(69, 62).Select(i => $"{i}")]));
        Assert.Empty(await log.Verify());
    }
}
