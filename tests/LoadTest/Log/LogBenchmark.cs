using System.Text.Json;
using ContactHub.Storage;
using ContactHub.TestKit;

namespace ContactHub.LoadTest.Log;

/// <summary>
/// <c>log [--seconds N] [--rounds N]</c>: rows a second of the event log over raw group commit of the same schema, in turn (A B A B A B), on SQLite
/// and on a PostgreSQL of its own. Prints one JSON line; exits with 1 when a median ratio is under 0.7.
/// </summary>
public static class LogBenchmark
{
    private const double Goal = 0.7;

    public static async Task<int> Run(string[] args)
    {
        var duration = TimeSpan.FromSeconds(Option(args, "--seconds", 4));
        var rounds = Option(args, "--rounds", 3);
        var time = TimeProvider.System;
        // Removing a large file keeps the disk busy; all are removed together at the end.
        var folder = Directory.CreateTempSubdirectory("contacthub-log-").FullName;
        Comparison sqlite;
        try
        {
            sqlite = await Compare(rounds, () => SqliteRaw(folder, duration, time), () => SqliteLog(folder, duration, time));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await using var server = await PostgresServer.Start();
        var postgres = await Compare(rounds, () => PostgresRaw(server, duration, time), () => PostgresLog(server, duration, time));
        Console.WriteLine(JsonSerializer.Serialize(new { sqlite, postgres, goal = Goal }, JsonSerializerOptions.Web));
        return sqlite.Ratio >= Goal && postgres.Ratio >= Goal ? 0 : 1;
    }

    private static async Task<Comparison> Compare(int rounds, Func<Task<double>> raw, Func<Task<double>> log)
    {
        // The first round of each only warms up.
        await raw();
        await log();
        var rawRows = new List<double>();
        var logRows = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            rawRows.Add(await raw());
            logRows.Add(await log());
        }

        var ratios = rawRows.Zip(logRows, (a, b) => b / a).ToList();
        return new Comparison(
            Math.Round(Median(rawRows)), Math.Round(Median(logRows)), Math.Round(Median(ratios), 3), Math.Round(ratios.Min(), 3), Math.Round(ratios.Max(), 3));
    }

    private static async Task<double> SqliteLog(string folder, TimeSpan duration, TimeProvider time)
    {
        await using var log = await SqliteEventLog.Open(NewFolder(folder), new SqliteLogOptions { MaxBatch = BenchmarkRow.Batch });
        return await LogLoad.Run(log, duration, time);
    }

    private static async Task<double> SqliteRaw(string folder, TimeSpan duration, TimeProvider time)
    {
        var path = NewFolder(folder);
        await using (var log = await SqliteEventLog.Open(path)) await LogLoad.Run(log, TimeSpan.Zero, time);
        return RawSqlite.Run(Path.Combine(path, SqliteEventLog.FileName), duration, time);
    }

    private static async Task<double> PostgresLog(PostgresServer server, TimeSpan duration, TimeProvider time)
    {
        await using var log = await PostgresEventLog.Open(await server.CreateDatabase(), new PostgresLogOptions { MaxBatch = BenchmarkRow.Batch });
        return await LogLoad.Run(log, duration, time);
    }

    private static async Task<double> PostgresRaw(PostgresServer server, TimeSpan duration, TimeProvider time)
    {
        var database = await server.CreateDatabase();
        await using (var log = await PostgresEventLog.Open(database)) await LogLoad.Run(log, TimeSpan.Zero, time);
        return await RawPostgres.Run(database, duration, time);
    }

    private static string NewFolder(string within) => Path.Combine(within, Guid.NewGuid().ToString("N"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int Option(string[] args, string name, int value)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? value : int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record Comparison(double RawRowsPerSecond, double LogRowsPerSecond, double Ratio, double RatioMin, double RatioMax);
}
