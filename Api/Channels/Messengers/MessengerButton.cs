using System.Globalization;
using System.Text;

namespace ContactHub.Messengers;

/// <summary>What a button under a message stands for: an option of it, or a rating of the conversation that it ends.</summary>
/// <param name="Seq">The message or the end, in the conversation.</param>
/// <param name="Choice">Index of the option, or the score.</param>
public sealed record MessengerButton(bool IsRating, int Choice, long Seq, string ConversationId)
{
    /// <summary>What the messenger that takes the least takes: Telegram's callbacks have 1 to 64 bytes.</summary>
    private const int MostData = 64;

    private const string Option = "o";
    private const string Rating = "r";

    /// <summary>As a button's data; null when that would be too long.</summary>
    public string? ToData()
    {
        var data = string.Create(CultureInfo.InvariantCulture, $"{(IsRating ? Rating : Option)}.{Choice}.{Seq}.{ConversationId}");
        return Encoding.UTF8.GetByteCount(data) <= MostData ? data : null;
    }

    /// <summary>Null when it is not what <see cref="ToData"/> makes. What it says is to be checked: clients of their own making send what they like.</summary>
    public static MessengerButton? Read(string data) =>
        data.Split('.', 4) is [Option or Rating, var choice, var seq, var conversation]
        && int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at > 0 && Realtime.ConversationIds.IsOne(conversation)
            ? new MessengerButton(data[0] == Rating[0], number, at, conversation)
            : null;
}
