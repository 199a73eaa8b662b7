namespace ContactHub.Conversations;

/// <summary>
/// Carries a merge out: first the source, whose event is the truth, then the target, which the source tells (and tells again after a crash). A split
/// goes the other way round. It has no state; what was left half done is finished by the next call, or by the source.
/// </summary>
public sealed class MergesGrain : Grain, IMergesGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task<CommandResult> Merge(Actor by, string commandId, string sourceId, string targetId, bool force)
    {
        var source = Conversation(sourceId);
        if (await source.Receipt(commandId) is { } first)
        {
            await source.MergedInto();
            return first;
        }

        var end = await Conversation(targetId).MergedInto() is { } route ? route.TargetId : targetId;
        var target = await Conversation(end).Summary();
        if (target is null || await source.Summary() is null) return CommandResult.Refused(CommandError.NotFound);
        // What the target is a part of may be the source itself.
        if (string.Equals(end, sourceId, StringComparison.Ordinal)) return CommandResult.Refused(CommandError.Invalid, "The two are one conversation already.");
        var number = (await Conversation(end).Page(1, 1)).Number;
        var result = await source.Execute(new MergeInto(by, commandId, sourceId, end, number, force));
        if (result.Succeeded) await source.MergedInto();
        return result;
    }

    public async Task<CommandResult> Split(Actor by, string commandId, string sourceId)
    {
        var source = Conversation(sourceId);
        if (await source.Receipt(commandId) is { } first) return first;
        if (await source.Summary() is not { MergedInto: { } targetId }) return CommandResult.Refused(CommandError.Invalid, "This conversation is not merged.");
        var target = Conversation(targetId);
        if (await target.Summary() is { MergedInto: not null }) return CommandResult.Refused(CommandError.Moved, targetId);
        if (await source.MergedInto() is not { } route) return await source.Execute(new SplitOff(by, commandId, sourceId));
        var released = await target.Execute(new ReleaseMerged(by, ConversationSurroundings.SplitId(route.MergeId), sourceId, targetId));
        if (!released.Succeeded) return released;
        return await source.Execute(new SplitOff(by, commandId, sourceId, await ConversationSurroundings.GivenBack(target, route.MergeId)));
    }

    private IConversationGrain Conversation(string id) => GrainFactory.GetGrain<IConversationGrain>(id);
}
