namespace ContactHub.FaqBot;

/// <summary>What a message without a question says.</summary>
public enum SmallTalkKind
{
    /// <summary>"Merhaba", "hello".</summary>
    Greeting,

    /// <summary>"Teşekkürler", "thanks".</summary>
    Thanks,

    /// <summary>"Hoşça kalın", "bye".</summary>
    Goodbye,

    /// <summary>"Robot musun?", "are you a bot?"</summary>
    WhoAreYou,
}

/// <summary>Recognises messages that consist of pleasantries alone; with any other word in them they are questions.</summary>
internal static class SmallTalkWords
{
    private const int LongestMessage = 6;

    private static readonly HashSet<string> Fillers = Words("size sana sizlere hepinize cok ben de da tum herkese var mi you to there so much lot everyone and a very for your me is it bir sey istiyorum benim question have i");
    private static readonly HashSet<string> Greetings = Words("merhaba merhabalar mrb slm selam selamlar selamun aleykum aleykumselam sa iyi gunler gunaydin aksamlar geceler aksam gun kolay gelsin hayirli naber nasilsin nasilsiniz alo sorum soru soracagim soracaktim sormak hey hello hi good morning afternoon evening day مرحبا اهلا السلام عليكم سلام صباح الخير مساء");
    private static readonly HashSet<string> Thanks = Words("tesekkur tesekkurler ederim ediyorum sagol sagolun sagolasin saol saolun eyvallah eyv tsk tskler tamam tamamdir ok allah razi olsun yardiminiz icin thanks thank thx cheers okay great شكرا جزيلا لك");
    private static readonly HashSet<string> Goodbyes = Words("gorusuruz gorusmek uzere hosca kal kalin hoscakal hoscakalin bay bye goodbye see later وداعا السلامه مع");
    private static readonly Phrase[] Identity = Phrase.ParseAll("=robot|=bot|robotmusun|botmusun|makine|=yapay =misin|=musun|=misiniz|=musunuz|=mi|=mu", "=kimsin|=kimsiniz|=adin|=adiniz", "=are =you =bot|robot|machine|real", "=who =are =you", "=من =انت");

    /// <summary>The kind of pleasantry, or null when the message holds anything else.</summary>
    public static SmallTalkKind? KindOf(string[] words)
    {
        if (words.Length is 0 or > LongestMessage) return null;
        if (Phrase.AnyIn(Identity, words)) return SmallTalkKind.WhoAreYou;
        if (AllIn(words, Greetings)) return SmallTalkKind.Greeting;
        if (AllIn(words, Thanks)) return SmallTalkKind.Thanks;
        return AllIn(words, Goodbyes) ? SmallTalkKind.Goodbye : null;
    }

    private static bool AllIn(string[] words, HashSet<string> set) =>
        Array.Exists(words, set.Contains) && Array.TrueForAll(words, word => set.Contains(word) || Fillers.Contains(word));

    private static HashSet<string> Words(string words) => new(words.Split(' ').Select(Fold.Text), StringComparer.Ordinal);
}
