using System.Globalization;
using ContactHub.Realtime;

namespace ContactHub.DirectLine;

/// <summary>
/// How far a client has been told: a sequence of its own conversation and, while that is merged into another one, of that one. As text <c>0</c> for
/// nothing yet, <c>greeted</c> for the greeting alone, <c>12</c> or <c>12.c-….40</c>; opaque to clients, though pages give <c>0</c> to see all again.
/// </summary>
/// <param name="TargetId">The conversation that goes on for the own one; null as long as none does.</param>
/// <param name="Greeted">Whether the greeting, which comes before all, has been shown.</param>
public readonly record struct Watermark(long Seq, string? TargetId = null, long TargetSeq = 0, bool Greeted = true)
{
    /// <summary>Nothing has been shown.</summary>
    public static readonly Watermark Beginning = new(0, Greeted: false);

    private const string OnlyGreeted = "greeted";

    /// <summary>Null for no text.</summary>
    /// <exception cref="DirectLineException">It is not a watermark of this hub's.</exception>
    public static Watermark? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return text.Split('.') switch
        {
            [OnlyGreeted] => new Watermark(0),
            [var seq] when Number(seq) is { } n => n == 0 ? Beginning : new Watermark(n),
            [var seq, var target, var targetSeq] when Number(seq) is { } n && Number(targetSeq) is { } m && ConversationIds.IsOne(target) => new Watermark(n, target, m),
            _ => throw DirectLineErrors.BadArgument("The watermark is not one that was given out here."),
        };
    }

    public override string ToString() => this switch
    {
        { Greeted: false } => "0",
        { TargetId: not null } => string.Create(CultureInfo.InvariantCulture, $"{Seq}.{TargetId}.{TargetSeq}"),
        { Seq: 0 } => OnlyGreeted,
        _ => Seq.ToString(CultureInfo.InvariantCulture),
    };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
