using System.Collections.Concurrent;
using System.Text;
using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>Random appends by concurrent writers, some of them out of date, against a model that is just lists.</summary>
public abstract class ModelContract : LogContractBase
{
    private const int Conversations = 12;
    private const int Writers = 24;
    private const int AppendsEach = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_log_holds_exactly_what_was_acknowledged(int seed)
    {
        var model = new Model();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => Write(new Random(seed * 1000 + w), w, model))));
        await Check(model, new Random(seed));
        await Reopen();
        await Check(model, new Random(seed + 1));
    }

    private async Task Write(Random random, int writer, Model model)
    {
        var known = new long[Conversations];
        for (var n = 0; n < AppendsEach;)
        {
            var conversation = random.Next(Conversations);
            var id = $"c{conversation}";
            var events = Enumerable.Range(0, random.Next(1, 4)).Select(i => Event($"{writer}/{n}/{i}", at: Noon.AddTicks(random.NextInt64(1 << 30)))).ToList();
            var summary = Summary(id, random.Next(2) == 0 ? SummaryOwner.Queue : SummaryOwner.Agent, body: $"{writer}/{n}");
            try
            {
                var receipt = await Log.Append(new AppendRequest(id, known[conversation], events, summary));
                Assert.Equal(known[conversation] + events.Count, receipt.LastSeq);
                known[conversation] = receipt.LastSeq;
                model.Acknowledged(id, receipt, events, summary);
                n++;
            }
            catch (ConflictException conflict)
            {
                // What the log says is the last is there to be read, and is not what this writer knew.
                Assert.NotEqual(known[conversation], conflict.ActualSeq);
                Assert.Equal(conflict.ActualSeq, (await Log.ReadBefore(id, conflict.ActualSeq + 1, 1)).Single().Seq);
                known[conversation] = conflict.ActualSeq;
            }
        }
    }

    private async Task Check(Model model, Random random)
    {
        var everything = new List<StoredEvent>();
        while (await Log.ReadAll(everything.Count, 100) is { Count: > 0 } page) everything.AddRange(page);
        Assert.Equal(Enumerable.Range(1, everything.Count).Select(p => (long)p), everything.Select(e => e.Position));
        Assert.Equal(model.Events.Count, everything.Count);

        foreach (var of in everything.GroupBy(e => e.ConversationId))
        {
            var expected = Enumerable.Range(1, of.Count()).Select(seq => model.Events[(of.Key, seq)]).ToList();
            Assert.Equal(expected.Select(e => (Encoding.UTF8.GetString(e.Payload.Span), e.At)), of.Select(e => (e.Text(), e.At)));

            var (from, limit) = (random.Next(expected.Count + 2), random.Next(100));
            Assert.Equal(of.Skip(from).Take(limit).Texts(), (await Log.Read(of.Key, from, limit)).Texts());
            Assert.Equal(of.Take(Math.Max(from - 1, 0)).TakeLast(limit).Texts(), (await Log.ReadBefore(of.Key, from, limit)).Texts());

            var (receipt, row) = model.Last[of.Key];
            var summary = await Log.Summary(of.Key);
            Assert.Equal((receipt.LastSeq, receipt.LastPosition, receipt.Number), (summary!.LastSeq, summary.LastPosition, summary.Number));
            Assert.Equal((row.Owner, Encoding.UTF8.GetString(row.Body.Span)), (summary.Row.Owner, Encoding.UTF8.GetString(summary.Row.Body.Span)));
        }

        var newest = model.Last.OrderByDescending(l => l.Value.Receipt.LastPosition).Select(l => l.Key);
        Assert.Equal(newest, (await Log.Summaries(new SummaryQuery())).Select(s => s.Row.ConversationId));
        Assert.Equal(newest.Reverse(), (await Log.ChangedSummaries(0, 1000)).Select(s => s.Row.ConversationId));
        Assert.Empty(await Log.Verify());
    }

    private sealed class Model
    {
        public ConcurrentDictionary<(string Id, long Seq), NewEvent> Events { get; } = new();
        public ConcurrentDictionary<string, (AppendReceipt Receipt, SummaryRow Summary)> Last { get; } = new();

        public void Acknowledged(string id, AppendReceipt receipt, List<NewEvent> events, SummaryRow summary)
        {
            for (var i = 0; i < events.Count; i++)
                Assert.True(Events.TryAdd((id, receipt.LastSeq - events.Count + 1 + i), events[i]), "One sequence was given twice.");
            Last.AddOrUpdate(id, (receipt, summary), (_, last) => last.Receipt.LastSeq > receipt.LastSeq ? last : (receipt, summary));
        }
    }
}
