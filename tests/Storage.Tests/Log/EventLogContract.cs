using static ContactHub.Storage.Tests.Events;

namespace ContactHub.Storage.Tests;

/// <summary>What every event log promises: appending and reading one conversation.</summary>
public abstract class EventLogContract : LogContractBase
{
    [Fact]
    public async Task An_append_gives_the_last_sequence_position_and_number()
    {
        var first = await Log.Append(Append("a", 0, "one", "two"));
        var second = await Log.Append(Append("b", 0, "three"));
        var third = await Log.Append(Append("a", 2, "four"));

        Assert.Equal(new AppendReceipt(2, 2, 1), first);
        Assert.Equal(new AppendReceipt(1, 3, 2), second);
        Assert.Equal(new AppendReceipt(3, 4, 1), third);
    }

    [Fact]
    public async Task Events_come_back_exactly_as_they_were_appended()
    {
        var at = new DateTimeOffset(2026, 3, 2, 15, 4, 5, TimeSpan.FromHours(3)).AddTicks(1234567);
        var payload = new byte[] { 0, 1, 2, 255, 0 };
        var appended = new NewEvent("Türkçe İı 😀", "e-mail", new string('ğ', 400), at, payload);
        await Log.Append(new AppendRequest("konuşma/ı", 0, [appended, new NewEvent("K", "", "", at, default)], Summary("konuşma/ı")));

        var read = await Log.Read("konuşma/ı", 0, 10);

        var e = read[0];
        Assert.Equal((1, "konuşma/ı", 1), (e.Position, e.ConversationId, e.Seq));
        Assert.Equal((appended.Kind, appended.Channel, appended.Actor), (e.Kind, e.Channel, e.Actor));
        Assert.Equal(at, e.At);
        Assert.Equal(TimeSpan.Zero, e.At.Offset);
        Assert.Equal(payload, e.Payload.ToArray());
        Assert.Equal(("", "", 0), (read[1].Channel, read[1].Actor, read[1].Payload.Length));
    }

    [Fact]
    public async Task A_second_writer_with_the_same_expected_sequence_conflicts_and_stores_nothing()
    {
        await Log.Append(Append("a", 0, "one", "two"));

        var conflict = await Assert.ThrowsAsync<ConflictException>(async () => await Log.Append(Append("a", 1, "late")));

        Assert.Equal(("a", 1, 2), (conflict.ConversationId, conflict.ExpectedSeq, conflict.ActualSeq));
        Assert.Equal(["one", "two"], (await Log.Read("a", 0, 10)).Texts());
        Assert.Equal(2, await Log.LastPosition());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(7, 2)]
    public async Task Expecting_another_sequence_than_the_last_conflicts(long expected, long actual)
    {
        await Log.Append(Append("a", 0, "one", "two"));
        var conflict = await Assert.ThrowsAsync<ConflictException>(async () => await Log.Append(Append("a", expected, "x")));
        Assert.Equal(actual, conflict.ActualSeq);
    }

    [Fact]
    public async Task Expecting_events_of_an_unknown_conversation_conflicts_with_zero()
    {
        var conflict = await Assert.ThrowsAsync<ConflictException>(async () => await Log.Append(Append("a", 3, "x")));
        Assert.Equal(0, conflict.ActualSeq);
        Assert.Null(await Log.Summary("a"));
    }

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins_each_sequence()
    {
        await Log.Append(Append("a", 0, "start"));
        for (var seq = 1; seq <= 20; seq++)
        {
            var attempts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Try(Append("a", seq, $"{seq}/{i}"))));
            Assert.Single(attempts, won => won);
        }

        Assert.Equal(21, (await Log.Read("a", 0, 100)).Count);
        Assert.Empty(await Log.Verify());

        async Task<bool> Try(AppendRequest request)
        {
            try
            {
                await Log.Append(request);
                return true;
            }
            catch (ConflictException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Appends_to_one_conversation_that_wait_together_keep_their_order_and_their_own_receipts()
    {
        var waiting = Enumerable.Range(0, 200).Select(i => Log.Append(Append("a", i, $"{i}")).AsTask()).ToList();

        var receipts = await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), receipts.Select(r => r.LastSeq));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), (await Log.Read("a", 0, 1000)).Texts());
        Assert.Empty(await Log.Verify());
    }

    [Theory]
    [InlineData(0, 3, "1 2 3")]
    [InlineData(3, 2, "4 5")]
    [InlineData(148, 10, "149 150")]
    [InlineData(150, 10, "")]
    [InlineData(900, 10, "")]
    [InlineData(62, 4, "63 64 65 66")]
    [InlineData(-5, 1, "1")]
    [InlineData(10, 0, "")]
    public async Task A_timeline_is_read_forward_in_pages(long after, int limit, string expected)
    {
        await AppendNumbered("a", 150);
        Assert.Equal(expected, string.Join(' ', (await Log.Read("a", after, limit)).Texts()));
    }

    [Theory]
    [InlineData(151, 3, "148 149 150")]
    [InlineData(long.MaxValue, 2, "149 150")]
    [InlineData(148, 2, "146 147")]
    [InlineData(66, 4, "62 63 64 65")]
    [InlineData(3, 10, "1 2")]
    [InlineData(1, 10, "")]
    [InlineData(0, 10, "")]
    public async Task A_timeline_is_read_backward_in_pages(long before, int limit, string expected)
    {
        await AppendNumbered("a", 150);
        Assert.Equal(expected, string.Join(' ', (await Log.ReadBefore("a", before, limit)).Texts()));
    }

    [Fact]
    public async Task An_unknown_conversation_has_no_events_no_summary_and_no_snapshot()
    {
        Assert.Empty(await Log.Read("nobody", 0, 10));
        Assert.Empty(await Log.ReadBefore("nobody", 10, 10));
        Assert.Null(await Log.Summary("nobody"));
        Assert.Null(await Log.Snapshot("nobody"));
        Assert.Equal(0, await Log.LastPosition());
    }

    [Fact]
    public async Task All_events_are_read_in_global_order()
    {
        await Log.Append(Append("a", 0, "1", "2"));
        await Log.Append(Append("b", 0, "3"));
        await Log.Append(Append("a", 2, "4"));

        var page = await Log.ReadAll(1, 2);

        Assert.Equal([(2L, "a", 2L, "2"), (3L, "b", 1L, "3")], page.Select(e => (e.Position, e.ConversationId, e.Seq, e.Text())));
        Assert.Equal(["4"], (await Log.ReadAll(3, 10)).Texts());
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await AppendNumbered("a", 70);
        await Reopen();

        Assert.Equal(70, await Log.LastPosition());
        var receipt = await Log.Append(Append("a", 70, "after"));
        Assert.Equal(new AppendReceipt(71, 71, 1), receipt);
        Assert.Equal(["70", "after"], (await Log.Read("a", 69, 10)).Texts());
        Assert.Equal(2, (await Log.Append(Append("b", 0, "x"))).Number);
        Assert.Empty(await Log.Verify());
    }

    [Fact]
    public async Task Malformed_requests_are_refused_with_their_reason()
    {
        await Refused(Append("a", 0), "at least one event");
        await Refused(Append(" ", 0, "x"), "ConversationId");
        await Refused(Append(new string('x', 201), 0, "x"), "ConversationId");
        await Refused(Append("a", -1, "x"), "ExpectedSeq");
        await Refused(new AppendRequest("a", 0, [Event()], Summary("b")), "another conversation");
        await Refused(new AppendRequest("a", 0, [Event(kind: "")], Summary("a")), "kind");
        await Refused(Append("a\0", 0, "x"), "NUL");
        await Refused(new AppendRequest("a", 0, [Event(actor: "half \ud83d of a pair")], Summary("a")), "surrogate");
        await Refused(new AppendRequest("a", 0, [Event()], Summary("a", agent: "\ude00\ud83d")), "surrogate");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.Read("a", 0, -1));
        Assert.Equal(0, await Log.LastPosition());

        async Task Refused(AppendRequest request, string reason) =>
            Assert.Contains(reason, (await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.Append(request))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_are_announced_up_to_the_last_position()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Log.Committed += position =>
        {
            if (position == 50) reached.SetResult();
        };
        await AppendNumbered("a", 50);
        await reached.Task.WaitAsync(Patience);
    }
}
