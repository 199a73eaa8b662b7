using System.Globalization;

namespace ContactHub.FaqBot;

/// <summary>
/// Decides what the bot does with a citizen's message. Pure: the same context, text, index and clock reading give the same decision.
/// Order: danger, wish for a person, matters for a person, the reply to what was asked last, pleasantries, own account, the FAQ.
/// </summary>
public static class Bot
{
    /// <summary>Decides one turn.</summary>
    /// <param name="context">What <see cref="BotDecision.Next"/> of the previous turn said; <see cref="BotContext.Empty"/> at first.</param>
    /// <param name="text">The citizen's message or the id of the button they pressed (<see cref="QuickReply.Value"/>); cut after <see cref="Fold.MaximumLength"/> characters.</param>
    /// <param name="language">The widget's language, used until the citizen's words tell another.</param>
    /// <param name="index">The FAQ in force.</param>
    /// <param name="options">Bands and names.</param>
    /// <param name="now">Entries outside their validity at this instant are never answered.</param>
    /// <param name="files">Whether the message is files without a word.</param>
    public static BotDecision Decide(BotContext context, string text, string language, FaqIndex index, FaqBotOptions options, DateTimeOffset now, bool files = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(options);
        if (text.Length > Fold.MaximumLength) text = text[..Fold.MaximumLength];
        var pressed = BotButtons.Read(text);
        var spoken = LanguageDetector.Detect(pressed is null ? text : "", context.Language ?? language);
        var turn = new BotTurn(context with { Language = spoken }, spoken, index, options, now);
        var decision = pressed is not null ? Pressed(turn, pressed) : Written(turn, text, files);
        return context.Greeted || decision is BotDecision.Emergency
            ? decision
            : decision with { Introduction = Introduce(turn), Next = decision.Next with { Greeted = true } };
    }

    private static BotDecision Written(BotTurn turn, string text, bool files)
    {
        if (files) return turn.OfferPerson(HandoffReason.FileSent);
        var words = Fold.Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (EmergencyWords.NumberFor(words) is { } number) return turn.Emergency(number);
        if (HandoffWords.AskForPerson(words)) return turn.Handoff(HandoffReason.Asked);
        if (HandoffWords.AreSensitive(words)) return turn.OfferPerson(HandoffReason.Sensitive);
        if (HandoffWords.SoundAngry(words)) return turn.OfferPerson(HandoffReason.Angry);
        if (BotButtons.Meant(turn, words) is { } meant) return Pressed(turn, meant);
        if (SmallTalkWords.KindOf(words) is { } kind) return turn.SmallTalk(kind);
        var found = turn.Index.Search(text, BotTurn.MostChoices, turn.Now);
        return AccountQuestions.Asked(words) ? turn.PersonalAccount(found) : turn.FromFaq(found);
    }

    private static BotDecision Pressed(BotTurn turn, BotButton button) => button switch
    {
        { Kind: BotButtonKind.Person } => turn.Handoff(turn.Context.Awaiting == BotAwaiting.PersonOffer ? turn.Context.Offered ?? HandoffReason.Asked : HandoffReason.Asked),
        { Kind: BotButtonKind.NotNow } => turn.GoOn(),
        { Kind: BotButtonKind.None } => turn.Missed(),
        { Kind: BotButtonKind.Helpful } => turn.Thanked(),
        { Kind: BotButtonKind.NotHelpful } => turn.OfferPerson(HandoffReason.NotHelpful),
        _ => turn.Index.Find(button.EntryId!) is { } entry && entry.IsAnswerable(turn.Now) ? turn.Answer(entry, 1) : turn.Missed(),
    };

    private static string Introduce(BotTurn turn)
    {
        var introduction = string.Format(CultureInfo.InvariantCulture, turn.Texts.Introduction, turn.Options.Municipality);
        return turn.Options.PrivacyNoticeUrl is { } url
            ? introduction + "\n" + string.Format(CultureInfo.InvariantCulture, turn.Texts.PrivacyNotice, url)
            : introduction;
    }
}
