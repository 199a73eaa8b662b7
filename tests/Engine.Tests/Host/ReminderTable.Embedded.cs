using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ContactHub.EngineFacts;

/// <summary>Reminders in an SQLite file of the test's own.</summary>
public sealed class ReminderTable : IReminderTable, IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"reminders-{Guid.NewGuid():N}.db");

    public ReminderTable() =>
        Run("create table reminders (grain text, name text, start_at text, period_ticks integer, primary key (grain, name))", _ => { });

    public Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken)
    {
        var entries = new List<ReminderEntry>();
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select grain, name, start_at, period_ticks from reminders";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var start = DateTimeOffset.ParseExact(reader.GetString(2), "O", CultureInfo.InvariantCulture);
            entries.Add(new ReminderEntry(reader.GetString(0), reader.GetString(1), start, TimeSpan.FromTicks(reader.GetInt64(3))));
        }

        return Task.FromResult<IReadOnlyList<ReminderEntry>>(entries);
    }

    public Task Upsert(ReminderEntry entry, CancellationToken cancellationToken)
    {
        Run("insert or replace into reminders values ($grain, $name, $start, $period)", command =>
        {
            command.Parameters.AddWithValue("$grain", entry.GrainId);
            command.Parameters.AddWithValue("$name", entry.ReminderName);
            command.Parameters.AddWithValue("$start", entry.StartAt.ToString("O", CultureInfo.InvariantCulture));
            command.Parameters.AddWithValue("$period", entry.Period.Ticks);
        });
        return Task.CompletedTask;
    }

    public Task Remove(string grainId, string reminderName, CancellationToken cancellationToken)
    {
        Run("delete from reminders where grain = $grain and name = $name", command =>
        {
            command.Parameters.AddWithValue("$grain", grainId);
            command.Parameters.AddWithValue("$name", reminderName);
        });
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        File.Delete(path);
    }

    private void Run(string sql, Action<SqliteCommand> bind)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        bind(command);
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        return connection;
    }
}
