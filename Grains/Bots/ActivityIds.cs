using System.Globalization;

namespace ContactHub.Bots;

/// <summary>Ids of activities: ASCII and fit for an address, because some clients don't encode them. An event's is made of its place.</summary>
public static class ActivityIds
{
    /// <summary>The id of an event of a conversation.</summary>
    public static string Of(string conversationId, long seq) => string.Create(CultureInfo.InvariantCulture, $"{conversationId}-{seq:D7}");

    /// <summary>The sequence that an id stands for; null when it is not the id of an event of this conversation.</summary>
    public static long? SeqOf(string conversationId, string? id) =>
        id is not null && id.Length > conversationId.Length && id.StartsWith(conversationId, StringComparison.Ordinal) && id[conversationId.Length] == '-'
        && long.TryParse(id.AsSpan(conversationId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq > 0 ? seq : null;

    /// <summary>The id of something that is not kept.</summary>
    public static string Unstored() => "unstored-" + Guid.NewGuid().ToString("N");
}
