using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using ContactHub.Storage;

namespace ContactHub.Conversations;

public sealed class ConversationGrainTests : HubFacts
{
    private static readonly Opening Opening = new("v-1", "tr", "Ayşe");

    [Fact]
    public async Task The_first_message_and_the_conversation_are_one_append()
    {
        var positions = new ConcurrentQueue<long>();
        Hub.Log.Committed += positions.Enqueue;

        var receipt = await Says("Temsilci istiyorum", "first-1", OptionIds.Person);

        var stored = await Hub.Log.Read("c-1", 0, 10);
        Assert.Equal(["conversationOpened", "messagePosted", "handoffRequested", "queueEntered"], stored.Select(e => e.Kind));
        Assert.Equal(2, receipt.Seq);
        Assert.Single(stored.Select(e => e.At).Distinct());
        await Hub.Until(() => positions.Contains(4), "the commit");
        Assert.DoesNotContain(positions, p => p is > 0 and < 4);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(230)]
    [InlineData(640)]
    public async Task After_a_crash_everything_looks_as_before_and_every_receipt_is_known(int messages)
    {
        var receipts = new Dictionary<ConversationCommand, CommandResult>();
        foreach (var command in History(messages))
        {
            var result = await Hub.Do(command);
            Assert.True(result.Succeeded, $"{command} {result.Error}");
            receipts[command] = result;
        }

        var before = await Hub.Seen();
        Assert.Equal(messages >= 200, await Hub.Log.Snapshot("c-1") is not null);

        await CrashAndRestart();

        Assert.Equal(before, await Hub.Seen());
        foreach (var (command, receipt) in receipts) Assert.Equal(receipt, await Hub.Do(command));
        Assert.Equal(before, await Hub.Seen());
        Assert.Empty(await Hub.Log.Verify());
    }

    [Theory]
    [InlineData(ConversationState.Version - 1)]
    [InlineData(ConversationState.Version + 1)]
    public async Task A_snapshot_of_another_version_is_passed_over_and_the_events_are_folded_anew(int version)
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        await Says("Orada mısınız?", "second-1");
        var before = await Hub.Seen();
        var seq = (await Hub.Conversation().Join(0)).LastSeq;
        // As an older program wrote it: the number of unread messages, and not which they are.
        var old = Encoding.UTF8.GetBytes($$$"""{"lastSeq":{{{seq}}},"owner":"queue","citizenId":"v-1","unread":99,"receipts":{}}""");
        await Hub.Log.SaveSnapshot(new StoredSnapshot("c-1", seq, version, old), CancellationToken.None);

        await CrashAndRestart();

        Assert.Equal(before, await Hub.Seen());
        Assert.Equal(2, (await Hub.Conversation().Summary())!.Unread);
    }

    [Fact]
    public async Task A_message_whose_receipt_was_lost_in_a_crash_is_there_once()
    {
        var first = await Says("Merhaba", "first-1", OptionIds.Person);
        await CrashAndRestart();

        var again = await Says("Merhaba", "first-1", OptionIds.Person);

        Assert.Equal(first, again);
        Assert.Single(await Hub.Timeline(), e => e.Event is MessagePosted);
    }

    [Fact]
    public async Task A_second_writer_is_noticed_and_what_it_wrote_decides()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        await WriteBehindTheGrainsBack(new AgentAssigned("a-ece", "Ece", "genel", "taken"), Talk.Ece);

        var late = await Hub.Do(new TakeConversation(Talk.Deniz, "take-deniz"));
        var message = await Says("Orada mısınız?", "second-1");

        Assert.Equal((CommandError.NotOwner, "Ece"), (late.Error, late.Detail));
        Assert.Equal(6, message.Seq);
        Assert.Equal("a-ece", (await Hub.Conversation().Summary())!.AgentId);
        Assert.Equal([1, 2, 3, 4, 5, 6], (await Hub.Timeline()).Select(e => e.Seq));
    }

    [Fact]
    public async Task A_command_that_another_activation_already_carried_out_gets_that_receipt()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        await WriteBehindTheGrainsBack(new MessagePosted("Merhaba") { ClientId = "twice-1" }, Talk.Citizen);

        var receipt = await Says("Merhaba", "twice-1");

        Assert.Equal(5, receipt.Seq);
        Assert.Equal(5, (await Hub.Timeline()).Count);
    }

    [Fact]
    public async Task While_nothing_can_be_stored_the_sender_is_told_and_nothing_is_kept()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        var screen = await Watch();
        var before = await Hub.Seen();
        var file = Path.Combine(Folder, SqliteEventLog.FileName);
        File.Move(file, file + ".away");

        var refused = await Says("Merhaba", "second-1");
        var taken = await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));

        Assert.Equal((CommandError.Unavailable, CommandError.Unavailable), (refused.Error, taken.Error));
        File.Move(file + ".away", file);
        Assert.Equal(before, await Hub.Seen());
        Assert.Equal(5, (await Says("Merhaba", "second-1")).Seq);
        await Hub.Until(() => !screen.Entries.IsEmpty, "the message on the screen");
        Assert.Equal([5L], screen.Entries.Select(e => e.Seq));
        Assert.Empty(await Hub.Log.Verify());
    }

    [Fact]
    public async Task Screens_get_every_entry_once_and_in_order()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        var screen = await Watch();
        await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));

        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) Assert.True((await Says($"{w}/{i}", $"many-{w}-{i}")).Succeeded);
        }));
        await Task.WhenAll(writers);

        await Hub.Until(() => screen.Entries.Count == 201, "201 entries");
        Assert.Equal(Enumerable.Range(5, 201).Select(n => (long)n), screen.Entries.Select(e => e.Seq));
        Assert.Equal(
            (await Hub.Timeline()).Skip(4).Select(ConversationWork.Line), screen.Entries.Select(ConversationWork.Line));
    }

    [Fact]
    public async Task A_screen_that_was_away_catches_up_and_one_that_was_away_too_long_starts_anew()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));
        for (var i = 0; i < 600; i++) await Says($"{i}", $"message-{i}");

        var near = await Hub.Conversation().Join(600);
        var far = await Hub.Conversation().Join(5);
        var ahead = await Hub.Conversation().Join(9_999);

        Assert.Equal((false, 601L, 605L), (near.Gap, near.Entries[0].Seq, near.Entries[^1].Seq));
        Assert.Equal((true, 106L, 605L), (far.Gap, far.Entries[0].Seq, far.Entries[^1].Seq));
        Assert.Equal((true, 106L, 605L), (ahead.Gap, ahead.Entries[0].Seq, ahead.Entries[^1].Seq));
        Assert.Equal([102L, 103L, 104L, 105L], (await Hub.Conversation().Page(106, 4)).Entries.Select(e => e.Seq));
    }

    [Fact]
    public async Task Time_in_a_timeline_never_runs_backwards_over_a_restart()
    {
        await Says("Temsilci", "first-1", OptionIds.Person);
        await WriteBehindTheGrainsBack(new MessagePosted("Yarından"), Talk.Citizen, Clock.GetUtcNow().AddDays(1));
        await CrashAndRestart();

        await Says("Bugünden", "second-1");

        var times = (await Hub.Timeline()).Select(e => e.At).ToList();
        Assert.Equal(times.Order(), times);
    }

    private Task<CommandResult> Says(string text, string id, string? option = null) =>
        Hub.Do(new PostMessage(Talk.Citizen, id, Channels.Chat, text, option, Opening));

    private async Task WriteBehindTheGrainsBack(ConversationEvent e, Actor by, DateTimeOffset? at = null)
    {
        var head = (await Hub.Log.Summary("c-1"))!;
        var stored = EventCodec.ToStored(new NewEntry(by, Channels.Desk, e), at ?? Clock.GetUtcNow());
        await Hub.Log.Append(new AppendRequest("c-1", head.LastSeq, [stored], head.Row));
    }

    private async Task<Screen> Watch()
    {
        var screen = new Screen();
        await Hub.Conversation().Subscribe(Hub.Grains.CreateObjectReference<IConversationObserver>(screen));
        return screen;
    }

    /// <summary>A conversation in which everything happens once, and then two people talk.</summary>
    private static IEnumerable<ConversationCommand> History(int messages)
    {
        yield return new PostMessage(Talk.Citizen, "open-1", Channels.Chat, "Sular kesik", OptionIds.Person, Opening);
        yield return new TakeConversation(Talk.Deniz, "take-1");
        yield return new AddNote(Talk.Deniz, "note-1", "Ana boru");
        yield return new ChangeLabels(Talk.Deniz, "label-1", ["su", "arıza"], []);
        yield return new ChangeLabels(Talk.Deniz, "label-2", [], ["su"]);
        yield return new ChangePriority(Talk.Deniz, "priority-1", 2);
        yield return new IdentifyCitizen(Actor.Hub, "verified-1", "k-1", "phone", "+905321112233", true, "Ayşe Yılmaz");
        yield return new TransferConversation(Talk.Deniz, "transfer-1", "su", null, null, "Şube bilir");
        yield return new TakeConversation(Talk.Ece, "take-2");
        yield return new ResolveConversation(Talk.Ece, "resolve-1", "Onarıldı");
        yield return new RateConversation(Talk.Citizen, "rate-1", 4, "İyi");
        yield return new ReopenConversation(Talk.Ece, "reopen-1");
        for (var i = 0; i < messages; i++)
        {
            yield return new PostMessage(i % 3 == 0 ? Talk.Ece : Talk.Citizen, $"message-{i}", Channels.Chat, $"{i}. mesaj: ığüşöç");
        }
    }

    private sealed class Screen : IConversationObserver
    {
        public ConcurrentQueue<TimelineEntry> Entries { get; } = new();

        public Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries)
        {
            foreach (var entry in entries) Entries.Enqueue(entry);
            return Task.CompletedTask;
        }

        public Task OnSignal(string conversationId, ConversationSignal signal) => Task.CompletedTask;
    }
}
