namespace ContactHub.FaqBot;

/// <summary>What the bot may do with a search result.</summary>
public enum ConfidenceBand
{
    /// <summary>Too unsure to show anything: ask for other words.</summary>
    Rephrase,

    /// <summary>Offer the best three.</summary>
    Choose,

    /// <summary>Give the answer.</summary>
    Answer,
}

/// <summary>The bot's settings. The bands are calibrated on the evaluation set; docs/bot.md has the figures.</summary>
public sealed record FaqBotOptions
{
    /// <summary>Lowest score of an answer given without asking back.</summary>
    public double AnswerScore { get; init; } = 0.85;

    /// <summary>Lowest lead of that answer over the next entry.</summary>
    public double AnswerMargin { get; init; } = 0.15;

    /// <summary>Lowest score at which the best three are offered.</summary>
    public double ChooseScore { get; init; } = 0.25;

    /// <summary>Lowest coverage at which they are offered whatever the score: a bare "nikah" is clear in topic, though not in question.</summary>
    public double ChooseCoverage { get; init; } = 0.5;

    /// <summary>Misses in a row after which a person is offered.</summary>
    public int MissesBeforePerson { get; init; } = 2;

    /// <summary>Name in the bot's introduction.</summary>
    public string Municipality { get; init; } = "Belediye";

    /// <summary>Where the privacy notice can be read; shown in the first message when set.</summary>
    public string? PrivacyNoticeUrl { get; init; }

    /// <summary>The band of a search result.</summary>
    public ConfidenceBand BandOf(FaqSearchResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Matches.IsEmpty || (result.Matches[0].Score < ChooseScore && result.Coverage < ChooseCoverage)) return ConfidenceBand.Rephrase;
        return result.Matches[0].Score >= AnswerScore && result.Margin >= AnswerMargin ? ConfidenceBand.Answer : ConfidenceBand.Choose;
    }
}
