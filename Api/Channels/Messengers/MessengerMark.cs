using System.Globalization;

namespace ContactHub.Messengers;

/// <summary>Names a message of the timeline to a messenger that reports what became of it.</summary>
/// <param name="IsLast">Whether it is the last part of the message: that arrives when all of it has.</param>
internal sealed record MessengerMark(long Seq, bool IsLast, string ConversationId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}.{(IsLast ? 1 : 0)}.{ConversationId}");

    /// <summary>Null when it is no mark.</summary>
    public static MessengerMark? Read(string? text) =>
        text?.Split('.', 3) is [var seq, "0" or "1", var conversation] parts
        && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0 && Realtime.ConversationIds.IsOne(conversation)
            ? new MessengerMark(at, parts[1] == "1", conversation)
            : null;
}
