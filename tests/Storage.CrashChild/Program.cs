using System.Globalization;
using System.Text;
using ContactHub.Storage;

// Usage: sqlite FOLDER | postgres CONNECTIONSTRING. Goes on with what is in the log, appends with many writers, and prints a line
// "conversation seq text" for each acknowledged event, until it is killed. First prints "open PROBLEMS".
await using IEventLog log = args[0] == "sqlite" ? await SqliteEventLog.Open(args[1]) : await PostgresEventLog.Open(args[1]);
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
var problems = await log.Verify();
foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"open {problems.Count}"));

await Task.WhenAll(Enumerable.Range(0, 64).Select(w => Task.Run(() => Write(w))));

async Task Write(int writer)
{
    var id = string.Create(CultureInfo.InvariantCulture, $"w{writer}");
    var seq = (await log.Summary(id))?.LastSeq ?? 0;
    while (true)
    {
        var text = Guid.NewGuid().ToString();
        var e = new NewEvent("messagePosted", "chat", "citizen/x", DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(text));
        var summary = new SummaryRow(id, "open", SummaryOwner.Bot, null, null, null, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(text));
        seq = (await log.Append(new AppendRequest(id, seq, [e], summary, RoutingChanged: seq == 0))).LastSeq;
        // A writer goes on only when its receipt is out, so that a kill leaves at most one event of each without one.
        lock (output) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id} {seq} {text}"));
    }
}
