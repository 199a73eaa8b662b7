using System.Text;

namespace ContactHub.Storage.Tests;

/// <summary>Examples with defaults, so that a test says only what matters to it.</summary>
internal static class Events
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static NewEvent Event(string text = "text", string kind = "MessagePosted", string channel = "chat", string actor = "citizen", DateTimeOffset? at = null) =>
        new(kind, channel, actor, at ?? Noon, Encoding.UTF8.GetBytes(text));

    public static SummaryRow Summary(
        string id,
        string owner = SummaryOwner.Bot,
        string? department = null,
        string? agent = null,
        string? citizen = null,
        string status = "open",
        string body = "{}") => new(id, status, owner, department, agent, citizen, Noon, Encoding.UTF8.GetBytes(body));

    public static AppendRequest Append(string id, long expected, params string[] texts) =>
        new(id, expected, [.. texts.Select(t => Event(t))], Summary(id));

    public static string Text(this StoredEvent e) => Encoding.UTF8.GetString(e.Payload.Span);

    public static IEnumerable<string> Texts(this IEnumerable<StoredEvent> events) => events.Select(Text);
}
