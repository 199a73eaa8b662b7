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
        await using var server = await PostgresServer.Start();

        var sqlite = await Compare(rounds, () => SqliteRaw(duration, time), () => SqliteLog(duration, time));
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

    private static async Task<double> SqliteLog(TimeSpan duration, TimeProvider time)
    {
        using var folder = new BenchmarkFolder();
        await using var log = await SqliteEventLog.Open(folder.Path);
        return await LogLoad.Run(log, duration, time);
    }

    private static async Task<double> SqliteRaw(TimeSpan duration, TimeProvider time)
    {
        using var folder = new BenchmarkFolder();
        await using (var log = await SqliteEventLog.Open(folder.Path)) await LogLoad.Run(log, TimeSpan.Zero, time);
        return RawSqlite.Run(Path.Combine(folder.Path, SqliteEventLog.FileName), duration, time);
    }

    private static async Task<double> PostgresLog(PostgresServer server, TimeSpan duration, TimeProvider time)
    {
        await using var log = await PostgresEventLog.Open(await server.CreateDatabase());
        return await LogLoad.Run(log, duration, time);
    }

    private static async Task<double> PostgresRaw(PostgresServer server, TimeSpan duration, TimeProvider time)
    {
        var database = await server.CreateDatabase();
        await using (var log = await PostgresEventLog.Open(database)) await LogLoad.Run(log, TimeSpan.Zero, time);
        return await RawPostgres.Run(database, duration, time);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static int Option(string[] args, string name, int value)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? value : int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record Comparison(double RawRowsPerSecond, double LogRowsPerSecond, double Ratio, double RatioMin, double RatioMax);

    private sealed class BenchmarkFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("contacthub-log-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
