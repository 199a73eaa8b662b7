namespace ContactHub.Conversations;

public sealed class MergesGrainTests : HubFacts
{
    private static readonly Actor Agent = new(ActorKind.Agent, "a", "A");

    private IMergesGrain Merges => Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key);

    [Fact]
    public async Task What_comes_for_the_source_goes_to_the_target_until_they_are_split()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        Assert.Equal(CommandError.None, (await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false)).Error);

        var refused = await Says("c-1", "v-1", "m-1");
        Assert.Equal((CommandError.Moved, "c-2"), (refused.Error, refused.Detail));
        var receipt = await Says("c-2", "v-1", "m-1");
        Assert.True(receipt.Succeeded);
        Assert.Equal("v-1", Assert.IsType<MessagePosted>((await Hub.Timeline("c-2"))[(int)receipt.Seq - 1].Event).Guest);
        Assert.Equal(("c-2", Owner.None), ((await Hub.Conversation("c-1").Summary())!.MergedInto, (await Hub.Conversation("c-1").Summary())!.Owner));

        Assert.True((await Merges.Split(Agent, "split-1", "c-1")).Succeeded);
        Assert.Equal(CommandError.Forbidden, (await Says("c-2", "v-1", "m-2")).Error);
        // What was stored during the merge is not stored again after it.
        Assert.Equal(receipt, await Says("c-1", "v-1", "m-1"));
        Assert.True((await Says("c-1", "v-1", "m-2")).Succeeded);
        Assert.Equal(Owner.Bot, (await Hub.Conversation("c-1").Summary())!.Owner);
    }

    [Fact]
    public async Task A_message_that_was_stored_before_the_merge_is_not_stored_again_in_the_target()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        var receipt = await Says("c-1", "v-1", "lost-receipt");
        await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false);
        Assert.Equal(receipt, await Says("c-2", "v-1", "lost-receipt"));
    }

    [Fact]
    public async Task Two_that_are_merged_into_each_other_at_once_become_one_not_a_circle()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        var results = await Task.WhenAll(Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false), Merges.Merge(Agent, "merge-2", "c-2", "c-1", force: false));
        Assert.Equal([CommandError.None, CommandError.Invalid], results.Select(r => r.Error).Order());
    }

    [Fact]
    public async Task A_chain_leads_to_its_end_and_its_last_link_comes_off_first()
    {
        foreach (var n in (int[])[1, 2, 3]) await Opened($"c-{n}", $"v-{n}");
        await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false);
        await Merges.Merge(Agent, "merge-2", "c-2", "c-3", force: false);

        Assert.Equal("c-3", (await Hub.Conversation("c-1").MergedInto())!.TargetId);
        Assert.True((await Says("c-3", "v-1", "m-1")).Succeeded);
        Assert.Equal(CommandError.Moved, (await Merges.Split(Agent, "split-1", "c-1")).Error);
        Assert.True((await Merges.Split(Agent, "split-2", "c-2")).Succeeded);
        Assert.True((await Merges.Split(Agent, "split-3", "c-1")).Succeeded);
        Assert.Null(await Hub.Conversation("c-1").MergedInto());
    }

    [Fact]
    public async Task What_was_stored_at_the_end_of_a_chain_is_not_stored_again_when_the_chain_is_taken_apart()
    {
        foreach (var n in (int[])[1, 2, 3]) await Opened($"c-{n}", $"v-{n}");
        await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false);
        await Merges.Merge(Agent, "merge-2", "c-2", "c-3", force: false);
        var receipt = await Says("c-3", "v-1", "lost-receipt");
        await Merges.Split(Agent, "split-2", "c-2");
        await Merges.Split(Agent, "split-1", "c-1");
        Assert.Equal(receipt, await Says("c-1", "v-1", "lost-receipt"));
    }

    [Fact]
    public async Task The_target_gets_who_had_the_source_and_the_split_gives_it_back()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        await Hub.Do(new TakeConversation(Agent, "take-1"), "c-1");
        await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false);
        Assert.Equal("a", (await Hub.Conversation("c-2").Summary())!.AgentId);
        await Merges.Split(Agent, "split-1", "c-1");
        Assert.Equal((Owner.Agent, "a"), ((await Hub.Conversation("c-1").Summary())!.Owner, (await Hub.Conversation("c-1").Summary())!.AgentId));
    }

    [Fact]
    public async Task Nobody_merges_away_what_a_colleague_has_but_by_force()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        await Hub.Do(new TakeConversation(new Actor(ActorKind.Agent, "b", "B"), "take-1"), "c-1");
        Assert.Equal(CommandError.NotOwner, (await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false)).Error);
        Assert.Equal(CommandError.None, (await Merges.Merge(Agent, "merge-2", "c-1", "c-2", force: true)).Error);
    }

    [Fact]
    public async Task A_merge_that_a_crash_cut_in_two_is_finished_by_the_source()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        // The bot's greeting is another writer.
        await Hub.Until(async () => (await Hub.Timeline("c-1")).Any(e => e.By.Kind == ActorKind.Bot), "the bot's answer");
        await Hub.Log.Append(await SourceOnly());
        await CrashAndRestart();

        Assert.Equal("c-2", (await Hub.Conversation("c-1").MergedInto())!.TargetId);
        Assert.Contains(await Hub.Timeline("c-2"), e => e.Event is ConversationsMerged { Role: MergeRole.Target });
        Assert.True((await Says("c-2", "v-1", "m-1")).Succeeded);
    }

    [Fact]
    public async Task A_split_that_a_crash_cut_in_two_is_finished_by_the_source()
    {
        await Opened("c-1", "v-1");
        await Opened("c-2", "v-2");
        await Merges.Merge(Agent, "merge-1", "c-1", "c-2", force: false);
        var route = (await Hub.Conversation("c-1").MergedInto())!;
        await Hub.Do(new ReleaseMerged(Agent, ConversationSurroundings.SplitId(route.MergeId), "c-1", "c-2"), "c-2");
        await CrashAndRestart();

        Assert.Null(await Hub.Conversation("c-1").MergedInto());
        Assert.True((await Says("c-1", "v-1", "m-1")).Succeeded);
    }

    /// <summary>The source's half of a merge, as a process that died in between left it.</summary>
    private async Task<Storage.AppendRequest> SourceOnly()
    {
        var state = (await Hub.Timeline("c-1")).Aggregate(new ConversationState(), (fold, entry) => fold.After([entry]));
        var merged = new ConversationsMerged("m:c-1:9", MergeRole.Source, "c-1", 1, "c-2", 2, ["v-1"], ["c-1"]) { ClientId = "merge-1" };
        var after = state.After([new TimelineEntry(state.LastSeq + 1, Clock.GetUtcNow(), Agent, Channels.Desk, merged)]);
        return new Storage.AppendRequest(
            "c-1", state.LastSeq, [EventCodec.ToStored(new NewEntry(Agent, Channels.Desk, merged), Clock.GetUtcNow())], SummaryCodec.Write(after.Summarize("c-1")), true);
    }

    private Task<CommandResult> Opened(string id, string citizen) =>
        Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, citizen), "open-" + id, Channels.Chat, "Merhaba", null, new Opening(citizen, "tr")), id);

    private Task<CommandResult> Says(string id, string citizen, string clientId) =>
        Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, citizen), clientId, Channels.Chat, "Söz"), id);
}
