using System.Globalization;
using ContactHub.Storage;

namespace ContactHub.LoadTest.Log;

/// <summary>What both sides write: 1,000 conversations in turn, an event of about 300 bytes each, a summary of about 200.</summary>
internal static class BenchmarkRow
{
    public const int Conversations = 1000;
    public const int Batch = 256;
    public const string Kind = "MessagePosted";
    public const string Channel = "chat";
    public const string Actor = "Citizen:5f0c2b7e9a";

    public static readonly byte[] Payload = new byte[230];
    public static readonly byte[] Body = new byte[200];
    public static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static string Id(int conversation) => string.Create(CultureInfo.InvariantCulture, $"conversation-{conversation:D20}");

    public static AppendRequest Append(int conversation, long expected) => new(
        Id(conversation),
        expected,
        [new NewEvent(Kind, Channel, Actor, At, Payload)],
        new SummaryRow(Id(conversation), "open", SummaryOwner.Agent, "roads", "agent", "citizen", At, Body),
        RoutingChanged: expected == 0);
}
