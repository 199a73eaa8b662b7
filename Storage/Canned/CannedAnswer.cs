namespace ContactHub.CannedAnswers;

/// <summary>A text that agents insert with a shortcut.</summary>
/// <param name="OwnerId">The agent whose own it is; null for a department's and for all.</param>
/// <param name="DepartmentId">Null for an agent's own, <see cref="Everywhere"/> for all.</param>
/// <param name="Shortcut">What is typed after the slash.</param>
/// <param name="Text">May hold {citizen}, {agent} and {number}.</param>
/// <param name="Language">Null when it serves any language.</param>
public sealed record CannedAnswer(string Id, string? OwnerId, string? DepartmentId, string Shortcut, string Title, string Text, string? Language)
{
    /// <summary>The department id that stands for all.</summary>
    public const string Everywhere = "*";
}
