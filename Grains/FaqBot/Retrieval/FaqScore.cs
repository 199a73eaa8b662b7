namespace ContactHub.FaqBot;

/// <summary>
/// How sure the first match is, in absolute terms: ranks are relative to the query's best, so even nonsense has a first place.
/// A logistic regression on evaluation questions, clean and mistyped, with all wordings and with three, and on questions the FAQ can't
/// answer; docs/bot.md has the figures. It estimates the share of such questions whose first match is right.
/// </summary>
internal static class FaqScore
{
    private const double Constant = -1.2, PerMatched = 2.1, PerCoverage = 1.35, PerLead = 3.1;

    /// <summary>Beyond this a greater lead says nothing more.</summary>
    private const double MostLead = 0.5;

    /// <summary>Keeps the logarithm finite when nothing matched.</summary>
    private const double Least = 0.05;

    /// <summary>The score from 0 to 1.</summary>
    /// <param name="perfect">Weight of all words of the query.</param>
    /// <param name="matched">Weight of those that the first match covers.</param>
    /// <param name="lead">How far the first match's rank is ahead of the second's, as a share of it.</param>
    /// <param name="entries">Size of the index; the weight of a word that occurs nowhere is the unit of the others.</param>
    public static double Of(double perfect, double matched, double lead, int entries)
    {
        if (perfect <= 0) return 0;
        var rareWords = matched / Math.Log(1 + (entries + 0.5) / 0.5);
        var z = Constant + PerMatched * Math.Log(Least + rareWords) + PerCoverage * matched / perfect + PerLead * Math.Sqrt(Math.Clamp(lead, 0, MostLead));
        return 1 / (1 + Math.Exp(-z));
    }
}
