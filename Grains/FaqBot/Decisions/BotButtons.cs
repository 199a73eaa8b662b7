using System.Globalization;

namespace ContactHub.FaqBot;

internal enum BotButtonKind
{
    Person,
    NotNow,
    None,
    Helpful,
    NotHelpful,
    Entry,
}

/// <summary>A pressed button, or words that mean the same. <paramref name="EntryId"/> is set for <see cref="BotButtonKind.Entry"/>.</summary>
internal sealed record BotButton(BotButtonKind Kind, string? EntryId = null);

/// <summary>Values behind the bot's buttons, and the words citizens type in place of pressing them.</summary>
internal static class BotButtons
{
    public const string Person = "bot:person", NotNow = "bot:not-now", None = "bot:none", Helpful = "bot:helpful", NotHelpful = "bot:not-helpful";
    public const string EntryPrefix = "bot:faq:";

    private static readonly HashSet<string> Yes = Words("evet|e|evt|olur|tamam|tabi|tabii|lutfen|evet lutfen|baglayin|yaradi|isime yaradi|yes|y|yeah|yep|ok|okay|sure|please|yes please|نعم|اجل|تمام");
    private static readonly HashSet<string> No = Words("hayir|h|hyr|yok|istemiyorum|gerek yok|hayir tesekkurler|yaramadi|ise yaramadi|simdi degil|no|n|nope|not now|no thanks|لا|ليس الان");
    private static readonly HashSet<string> NoneOfThem = Words("hicbiri|hic biri|hicbiri degil|none|none of these|neither|لا شيء منها|لا شيء");

    /// <summary>The button whose value <paramref name="text"/> is, or null for an ordinary message.</summary>
    public static BotButton? Read(string text) => text switch
    {
        Person => new BotButton(BotButtonKind.Person),
        NotNow => new BotButton(BotButtonKind.NotNow),
        None => new BotButton(BotButtonKind.None),
        Helpful => new BotButton(BotButtonKind.Helpful),
        NotHelpful => new BotButton(BotButtonKind.NotHelpful),
        _ when text.StartsWith(EntryPrefix, StringComparison.Ordinal) => new BotButton(BotButtonKind.Entry, text[EntryPrefix.Length..]),
        _ => null,
    };

    /// <summary>The button that <paramref name="words"/> (folded) stand for, given what was asked last; null when they are a new question.</summary>
    public static BotButton? Meant(BotTurn turn, string[] words)
    {
        var said = string.Join(' ', words);
        return turn.Context.Awaiting switch
        {
            BotAwaiting.Choice => MeantChoice(turn, said),
            BotAwaiting.Feedback when Yes.Contains(said) => new BotButton(BotButtonKind.Helpful),
            BotAwaiting.Feedback when No.Contains(said) => new BotButton(BotButtonKind.NotHelpful),
            BotAwaiting.PersonOffer when Yes.Contains(said) => new BotButton(BotButtonKind.Person),
            BotAwaiting.PersonOffer when No.Contains(said) => new BotButton(BotButtonKind.NotNow),
            _ => null,
        };
    }

    private static BotButton? MeantChoice(BotTurn turn, string said)
    {
        if (NoneOfThem.Contains(said) || No.Contains(said)) return new BotButton(BotButtonKind.None);
        for (var i = 0; i < turn.Context.Choices.Length; i++)
        {
            var id = turn.Context.Choices[i];
            if (said == (i + 1).ToString(CultureInfo.InvariantCulture)
                || (turn.Index.Find(id) is { } entry && said == Fold.Text(entry.QuestionIn(turn.Language))))
                return new BotButton(BotButtonKind.Entry, id);
        }
        return null;
    }

    private static HashSet<string> Words(string words) => new(words.Split('|').Select(Fold.Text), StringComparer.Ordinal);
}
