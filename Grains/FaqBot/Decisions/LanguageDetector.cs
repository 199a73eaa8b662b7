namespace ContactHub.FaqBot;

/// <summary>Guesses the language of a citizen's message: Turkish, English or Arabic.</summary>
public static class LanguageDetector
{
    /// <summary>Languages the bot's own sentences exist in.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["tr", "en", "ar"];

    private static readonly HashSet<string> English = Words(
        "the a an is are was were do does did can could would should will how what where when who which why my your our i you we they it this that there to for of in on at by with from and or not no please want need get have has been am be me help hello hi thanks thank yes pay bill water tax bus card street");

    private static readonly HashSet<string> Turkish = Words(
        "ve ile icin bir bu su o ne nasil nerede nereye nereden neden niye hangi kim kime kac mi mu var yok ben benim bana biz siz size istiyorum lazim gerek gerekiyor olur oldu ama cok de da ki merhaba selam tesekkurler evet hayir borc fatura vergi cop otobus belediye sokak mahalle basvuru");

    private static readonly string[] TurkishEndings =
        ["yorum", "yoruz", "iyor", "uyor", "lari", "leri", "lar", "ler", "mak", "mek", "musunuz", "misiniz", "bilir", "acak", "ecek", "imiz", "umuz", "siniz", "sunuz", "dim", "dum", "masi", "mesi", "inda", "inde", "dan", "den"];

    /// <summary>
    /// The language of <paramref name="text"/>, or <paramref name="hint"/> (the widget's language; Turkish when it isn't supported)
    /// when the text itself doesn't tell.
    /// </summary>
    public static string Detect(string text, string hint)
    {
        ArgumentNullException.ThrowIfNull(text);
        int arabic = 0, letters = 0, turkish = 0, english = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (c is >= '\u0600' and <= '\u06FF') arabic++;
            // ö and ü are left out: the names of many Turkish places stand in English messages.
            if ("ışğçİŞĞÇ".Contains(c, StringComparison.Ordinal)) turkish = Math.Min(turkish + 1, 2);
        }
        if (letters > 0 && arabic * 2 > letters) return "ar";
        foreach (var word in Fold.Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (English.Contains(word)) english++;
            if (Turkish.Contains(word) || (word.Length > 4 && Array.Exists(TurkishEndings, ending => word.EndsWith(ending, StringComparison.Ordinal)))) turkish++;
        }
        return turkish == english ? Fallback(hint) : turkish > english ? "tr" : "en";
    }

    private static string Fallback(string hint) => Supported.FirstOrDefault(language => string.Equals(language, hint, StringComparison.Ordinal)) ?? "tr";

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
