using System.Globalization;
using ContactHub.Realtime;

namespace ContactHub.DirectLine;

/// <summary>
/// How far a client has been told: a sequence of its own conversation and, while that is merged into another one, of that one. As text <c>12</c> or
/// <c>12.c-….40</c>; opaque to clients.
/// </summary>
/// <param name="TargetId">The conversation that goes on for the own one; null as long as none does.</param>
public readonly record struct Watermark(long Seq, string? TargetId = null, long TargetSeq = 0)
{
    /// <summary>Null for no text: from the beginning.</summary>
    /// <exception cref="DirectLineException">It is not a watermark of this hub's.</exception>
    public static Watermark? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return text.Split('.') switch
        {
            [var seq] when Number(seq) is { } n => new Watermark(n),
            [var seq, var target, var targetSeq] when Number(seq) is { } n && Number(targetSeq) is { } m && ConversationIds.IsOne(target) => new Watermark(n, target, m),
            _ => throw DirectLineErrors.BadArgument("The watermark is not one that was given out here."),
        };
    }

    public override string ToString() => TargetId is null
        ? Seq.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Seq}.{TargetId}.{TargetSeq}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
