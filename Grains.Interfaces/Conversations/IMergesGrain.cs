namespace ContactHub.Conversations;

/// <summary>
/// Merges and splits, one at a time: of two agents who merge the same two conversations into each other at once one is refused. The key is
/// <see cref="Key"/>. Who may, the caller has decided.
/// </summary>
[Alias("merges")]
public interface IMergesGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "merges";

    /// <summary>
    /// Merges the source into the target, or into what the target itself is a part of. <c>Invalid</c>: the two are one already the other way round, or
    /// one of them is not there. Repeated under the same command id it returns the first receipt, which is the source's.
    /// </summary>
    /// <param name="force">May merge away what another agent has.</param>
    [Alias("merge")]
    Task<CommandResult> Merge(Actor by, string commandId, string sourceId, string targetId, bool force);

    /// <summary>Undoes the merge of a source. <c>Invalid</c>: it is not merged, or its target is itself merged away (undo that first).</summary>
    [Alias("split")]
    Task<CommandResult> Split(Actor by, string commandId, string sourceId);
}
