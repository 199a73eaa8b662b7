namespace ContactHub.Storage;

/// <summary>A database cannot be copied; nothing of the source was changed.</summary>
public sealed class StorageCopyException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One table of both sides, every row and column of it read and compared.</summary>
/// <param name="SourceHash">SHA-256 over all rows in order of their keys, in a form that does not depend on the database.</param>
public sealed record ComparedTable(string Name, long SourceRows, long TargetRows, string SourceHash, string TargetHash)
{
    public bool IsEqual => SourceRows == TargetRows && SourceHash == TargetHash;
}

/// <summary>What a comparison of both sides found.</summary>
/// <param name="Differences">The first of them, one sentence each; a row of a conversation names it.</param>
/// <param name="DifferenceCount">All of them.</param>
public sealed record CopyReport(string Source, string Target, IReadOnlyList<ComparedTable> Tables, IReadOnlyList<string> Differences, long DifferenceCount)
{
    /// <summary>Whether the target holds the same, and its log is whole.</summary>
    public bool IsEqual => DifferenceCount == 0 && Tables.All(table => table.IsEqual);
}
