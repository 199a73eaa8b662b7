using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ContactHub.Conversations;

namespace ContactHub.Telegram;

/// <summary>What a button under a message stands for: an option of it, or a rating of the conversation that it ends.</summary>
/// <param name="Seq">The message or the end, in the conversation.</param>
/// <param name="Choice">Index of the option, or the score.</param>
public sealed record TelegramButton(bool IsRating, int Choice, long Seq, string ConversationId)
{
    /// <summary>A callback's data has 1 to 64 bytes.</summary>
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
    public static TelegramButton? Read(string data) =>
        data.Split('.', 4) is [Option or Rating, var choice, var seq, var conversation]
        && int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at > 0 && Realtime.ConversationIds.IsOne(conversation)
            ? new TelegramButton(data[0] == Rating[0], number, at, conversation)
            : null;
}

/// <summary>Buttons under a message (<c>InlineKeyboardMarkup</c>).</summary>
internal static class TelegramKeyboard
{
    private const int HighestScore = 5;

    /// <summary>One button a line; null when there are none.</summary>
    public static JsonObject? Of(ImmutableArray<MessageOption> options, string conversationId, long seq)
    {
        if (options.IsDefaultOrEmpty) return null;
        var rows = new JsonArray();
        for (var i = 0; i < options.Length; i++)
        {
            if (Button(options[i].Text, new TelegramButton(false, i, seq, conversationId)) is { } button) rows.Add((JsonNode)new JsonArray(button));
        }

        return rows.Count == 0 ? null : new JsonObject { ["inline_keyboard"] = rows };
    }

    /// <summary>1 to 5 on one line.</summary>
    public static JsonObject? Rating(string conversationId, long seq)
    {
        var row = new JsonArray();
        for (var score = 1; score <= HighestScore; score++)
        {
            if (Button(score.ToString(CultureInfo.InvariantCulture), new TelegramButton(true, score, seq, conversationId)) is { } button) row.Add((JsonNode)button);
        }

        return row.Count == 0 ? null : new JsonObject { ["inline_keyboard"] = new JsonArray(row) };
    }

    private static JsonObject? Button(string text, TelegramButton button) =>
        button.ToData() is { } data ? new JsonObject { ["text"] = text, ["callback_data"] = data } : null;
}
