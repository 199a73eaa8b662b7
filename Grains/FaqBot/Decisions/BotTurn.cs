using System.Collections.Immutable;

namespace ContactHub.FaqBot;

/// <summary>One turn's surroundings, and the making of each decision with its text, buttons and next context.</summary>
internal sealed record BotTurn(BotContext Context, string Language, FaqIndex Index, FaqBotOptions Options, DateTimeOffset Now)
{
    public const int MostChoices = 3;

    /// <summary>Two answers in a row from the same entry are a question repeated; older ones may be asked again.</summary>
    private const int RememberedAnswers = 20;

    public BotTexts Texts { get; } = BotTexts.For(Language);

    // The offers of the state before are over, whatever comes next.
    private BotContext Fresh => Context with { Awaiting = BotAwaiting.Nothing, Choices = [] };

    private QuickReply PersonButton => new(Texts.ButtonPerson, BotButtons.Person);

    public BotDecision Emergency(string number) => new BotDecision.Emergency(number)
    {
        Language = Language,
        Text = number switch
        {
            EmergencyWords.Gas => Texts.GasEmergency,
            EmergencyWords.Power => Texts.PowerEmergency,
            _ => Texts.Emergency,
        },
        QuickReplies = [PersonButton],
        Next = Fresh,
    };

    public BotDecision Handoff(HandoffReason reason) => new BotDecision.Handoff(reason) { Language = Language, Text = Texts.HandingOff, Next = Fresh with { Misses = 0 } };

    /// <summary>Offers a person; when one is on offer already and the citizen is angry or in need still, hands off without asking again.</summary>
    public BotDecision OfferPerson(HandoffReason reason)
    {
        // Who sends one picture after the other has not said yes by the second one.
        if (Context.Awaiting == BotAwaiting.PersonOffer && Context.Offered == reason && reason != HandoffReason.FileSent) return Handoff(reason);
        return new BotDecision.OfferPerson(reason)
        {
            Language = Language,
            Text = reason switch
            {
                HandoffReason.Angry => Texts.OfferAngry,
                HandoffReason.Sensitive => Texts.OfferSensitive,
                HandoffReason.Repeated => Texts.OfferRepeated,
                HandoffReason.NotHelpful => Texts.OfferNotHelpful,
                HandoffReason.FileSent => Texts.OfferFile,
                _ => Texts.OfferMissed,
            },
            QuickReplies = [PersonButton, new(Texts.ButtonNotNow, BotButtons.NotNow)],
            Next = Fresh with { Awaiting = BotAwaiting.PersonOffer, Offered = reason, Misses = 0 },
        };
    }

    public BotDecision FromFaq(FaqSearchResult found) => Options.BandOf(found) switch
    {
        ConfidenceBand.Answer => Answer(found.Matches[0].Entry, found.Matches[0].Score),
        ConfidenceBand.Choose => Choose(found),
        _ => Missed(),
    };

    public BotDecision Answer(FaqEntry entry, double score)
    {
        if (Context.Answered.Length > 0 && Context.Answered[^1] == entry.Id) return OfferPerson(HandoffReason.Repeated);
        return new BotDecision.Answer(entry.Id, entry.QuestionIn(Language), Texts.DidItHelp, score)
        {
            Language = Language,
            Text = entry.AnswerIn(Language),
            QuickReplies = [new(Texts.ButtonYes, BotButtons.Helpful), new(Texts.ButtonNo, BotButtons.NotHelpful), PersonButton],
            Next = Fresh with { Awaiting = BotAwaiting.Feedback, Misses = 0, Answered = [.. Context.Answered.TakeLast(RememberedAnswers - 1), entry.Id] },
        };
    }

    public BotDecision Missed()
    {
        var misses = Context.Misses + 1;
        if (misses >= Options.MissesBeforePerson) return OfferPerson(HandoffReason.MissedTwice);
        return new BotDecision.Rephrase { Language = Language, Text = Texts.Rephrase, QuickReplies = [PersonButton], Next = Fresh with { Misses = misses } };
    }

    public BotDecision SmallTalk(SmallTalkKind kind) => new BotDecision.SmallTalk(kind)
    {
        Language = Language,
        Text = kind switch
        {
            SmallTalkKind.Thanks => Texts.Thanks,
            SmallTalkKind.Goodbye => Texts.Goodbye,
            SmallTalkKind.WhoAreYou => Texts.WhoAreYou,
            _ => Texts.Greeting,
        },
        QuickReplies = [PersonButton],
        Next = Fresh,
    };

    public BotDecision GoOn() => new BotDecision.SmallTalk(SmallTalkKind.Greeting) { Language = Language, Text = Texts.GoOn, QuickReplies = [PersonButton], Next = Fresh };

    public BotDecision Thanked() => new BotDecision.Thanked(Context.Answered.IsEmpty ? null : Context.Answered[^1])
    {
        Language = Language,
        Text = Texts.GladToHelp,
        Next = Fresh with { Misses = 0 },
    };

    /// <summary>Quotes the entry that tells where to look when one was found well enough to be offered.</summary>
    public BotDecision PersonalAccount(FaqSearchResult found)
    {
        var entry = Options.BandOf(found) == ConfidenceBand.Rephrase ? null : found.Matches[0].Entry;
        return new BotDecision.PersonalAccount(entry?.Id)
        {
            Language = Language,
            Text = entry is null ? Texts.PersonalAccount : Texts.PersonalAccount + "\n\n" + entry.AnswerIn(Language),
            QuickReplies = [PersonButton, new(Texts.ButtonNotNow, BotButtons.NotNow)],
            Next = Fresh with { Awaiting = BotAwaiting.PersonOffer, Offered = HandoffReason.PersonalAccount, Misses = 0 },
        };
    }

    private BotDecision.Choose Choose(FaqSearchResult found)
    {
        var ids = found.Matches.Select(match => match.Entry.Id).ToImmutableArray();
        return new BotDecision.Choose(ids)
        {
            Language = Language,
            Text = Texts.Choose,
            QuickReplies =
            [
                .. found.Matches.Select(match => new QuickReply(match.Entry.QuestionIn(Language), BotButtons.EntryPrefix + match.Entry.Id)),
                new(Texts.ButtonNone, BotButtons.None),
                PersonButton,
            ],
            Next = Fresh with { Awaiting = BotAwaiting.Choice, Choices = ids },
        };
    }
}
