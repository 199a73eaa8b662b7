using System.Text.RegularExpressions;

namespace ContactHub.Realtime;

/// <summary>Ids of conversations: URL-safe ASCII that sorts by time, so that new rows stand beside each other in the database.</summary>
public static partial class ConversationIds
{
    public static string New(TimeProvider clock) => string.Concat("c-", Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));

    /// <summary>The id itself when it has the form of one; otherwise the same answer as for one that does not exist.</summary>
    public static string Check(string? id) => id is not null && Form().IsMatch(id) ? id : throw HubErrors.NotFound();

    /// <summary>Whether it has the form of one.</summary>
    public static bool IsOne(string id) => Form().IsMatch(id);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
