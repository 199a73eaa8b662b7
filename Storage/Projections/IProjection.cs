using System.Data.Common;

namespace ContactHub.Storage;

/// <summary>
/// Tables that are derived from the event log, and only from it, so that they can be rebuilt. Kinds of event that it does not know are skipped.
/// </summary>
public interface IProjection
{
    /// <summary>Stable: the checkpoint is kept under it.</summary>
    string Name { get; }

    /// <summary>
    /// Grows whenever the same events would give other rows. The first process of the new release derives the tables anew; those of the old one then leave
    /// them alone, since they would skip what they don't know and move the checkpoint beyond it.
    /// </summary>
    int Version => 1;

    /// <summary>Applies events, in order of position, each exactly once; the checkpoint moves in the same transaction.</summary>
    Task Apply(DbConnection connection, DbTransaction transaction, IReadOnlyList<StoredEvent> events);

    /// <summary>Empties the projection's tables.</summary>
    Task Reset(DbConnection connection, DbTransaction transaction);
}
