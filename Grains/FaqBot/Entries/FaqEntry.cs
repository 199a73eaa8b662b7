using System.Collections.Immutable;

namespace ContactHub.FaqBot;

/// <summary>One curated question of the FAQ: the ways citizens ask it, and the answers the bot may give word for word.</summary>
/// <param name="Id">Stable key, unique in an index, such as <c>su-kesinti</c>.</param>
/// <param name="Category">Topic shown to staff and searched as a weak field.</param>
/// <param name="DepartmentId">Department that answers for the content and gets the handoff.</param>
/// <param name="Wordings">At least one; the first of each language is the canonical question shown above the answer.</param>
/// <param name="Answers">At least one, one per language.</param>
/// <param name="Owner">Who keeps the answer right, or null while nobody is named.</param>
/// <param name="ValidFrom">First instant at which the bot may give the answer; null means always.</param>
/// <param name="ValidTo">First instant at which it may not any more; null means open-ended.</param>
/// <param name="ReviewedAt">When the owner last confirmed the answer.</param>
/// <param name="Enabled">False hides the entry from citizens without deleting it.</param>
public sealed record FaqEntry(
    string Id,
    string Category,
    string DepartmentId,
    ImmutableArray<FaqWording> Wordings,
    ImmutableArray<FaqAnswer> Answers,
    string? Owner = null,
    DateTimeOffset? ValidFrom = null,
    DateTimeOffset? ValidTo = null,
    DateTimeOffset? ReviewedAt = null,
    bool Enabled = true)
{
    /// <summary>Whether the bot may give this answer at <paramref name="now"/>.</summary>
    public bool IsAnswerable(DateTimeOffset now) =>
        Enabled && (ValidFrom is not { } from || from <= now) && (ValidTo is not { } to || now < to);

    /// <summary>The answer in <paramref name="language"/>, else in English, else Turkish, else the first one.</summary>
    public string AnswerIn(string language) => Pick(Answers, answer => answer.Language, language).Text;

    /// <summary>The canonical question, by the same order of languages as <see cref="AnswerIn"/>.</summary>
    public string QuestionIn(string language) => Pick(Wordings, wording => wording.Language, language).Text;

    private static T Pick<T>(ImmutableArray<T> all, Func<T, string> languageOf, string wanted)
    {
        foreach (var language in (ReadOnlySpan<string>)[wanted, "en", "tr"])
            foreach (var one in all)
                if (string.Equals(languageOf(one), language, StringComparison.Ordinal))
                    return one;
        return all[0];
    }
}

/// <summary>One way of asking a question. <paramref name="Language"/> is a two-letter code (<c>tr</c>, <c>en</c>, <c>ar</c>).</summary>
public sealed record FaqWording(string Language, string Text);

/// <summary>The curated answer in one language, given to the citizen unchanged.</summary>
public sealed record FaqAnswer(string Language, string Text);
