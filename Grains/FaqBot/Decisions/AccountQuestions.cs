namespace ContactHub.FaqBot;

/// <summary>
/// Recognises questions about the citizen's own account ("borcum ne kadar?"). The bot has no access to accounts, so the answer is
/// where to look, never a figure.
/// </summary>
internal static class AccountQuestions
{
    private static readonly Phrase[] Questions = Phrase.ParseAll(
        "borcum|faturam|vergim|cezam|bakiyem =ne =kadar", "borcum|faturam|vergim|cezam|bakiyem =kac", "=ne =kadar =borcum", "=kac =lira|=para|=tl =borcum", "borcum|faturam =nedir",
        "=how =much =owe", "=what =is =my =balance|debt", "=how =much =my =bill|debt|tax|fine");

    // "Su faturam ne kadar sürede gelir" or a question about the way to look it up is an ordinary FAQ question.
    private static readonly Phrase[] Ordinary = Phrase.ParseAll("nasil", "nereden", "nerede", "sure|surede|surer", "=how =can|=to", "=where");

    public static bool Asked(string[] words) => Phrase.AnyIn(Questions, words) && !Phrase.AnyIn(Ordinary, words);
}
