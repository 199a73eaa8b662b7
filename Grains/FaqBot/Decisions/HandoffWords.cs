namespace ContactHub.FaqBot;

/// <summary>Recognises that a person is wanted, that the citizen is angry, or that the matter isn't one for a machine.</summary>
internal static class HandoffWords
{
    private static readonly Phrase[] Person = Phrase.ParseAll(
        "temsilci", "yetkili", "=operator|operatore|operatorle", "=canli =destek|destege|=biri|birine|birisi|biriyle|=kisi|=temsilci|=yardim|=sohbet|=gorusme|baglan", "canliya", "=insanla|=insana", "gercek =insan|=kisi|=kisiyle|=birine|=biriyle|=biri", "=bir =insana|=insanla",
        "=insan =istiyorum|=lazim|gorus|konus", "musteri hizmet", "gorevli|memur|personel|calisan gorus|konus|bagla|aktar", "biriyle|birisiyle|kisiyle gorus|konus", "=beni|=bana bagla|aktar", "=bagla|=baglayin|=baglayiniz", "=baglar =misin|=misiniz",
        "=agent|=agents", "=human|=humans", "representative", "=real =person", "=talk|speak|chat|connect =person|someone|somebody|staff", "=live =chat|support|agent|person", "customer =service",
        "موظف|الموظف", "ممثل", "=انسان|بشري", "شخص =حقيقي|شخصا", "التحدث =مع|الي");

    // A bare "insan" is a wish, inside a sentence it is just a word.
    private static readonly HashSet<string> PersonAlone = new(StringComparer.Ordinal) { "insan", "insanla", "canli", "memur", "gorevli", "person", "staff", "operator", "destek" };

    private static readonly Phrase[] NotAPerson = Phrase.ParseAll(
        "=insan =kaynaklari", "human =resources|=rights", "insan =haklari", "=canli =muzik|yayin|hayvan", "=yetkili =servis|satici", "operator =belge|kurs|ehliyet|alimi", "internet|elektrik|=su|=suyu|dogalgaz|telefon|sayac|saat bagla", "baglanma =ucret|bedel|hatti", "baglan =sorun|=wifi", "wifi", "estate =agent");

    private static readonly Phrase[] Anger = Phrase.ParseAll(
        "rezalet", "kepaze", "skandal", "=yeter =artik|be", "biktim|biktik", "illallah", "lanet", "=ise yaram", "aptal", "salak", "gerizekal", "geri =zekali", "serefsiz", "kahrol", "sacmal", "utanin|utanmiyor", "=yuh|yazik =size", "terbiyesiz", "dalga =mi gec", "sinir oldum|ediyor", "=deli =ettiniz|oluyorum|olacagim",
        "ridiculous", "useless", "disgrac", "=fed =up", "stupid", "idiot", "unacceptable", "=wtf", "furious", "outrageous", "غبي", "عار =عليكم");

    private static readonly Phrase[] Sensitive = Phrase.ParseAll(
        "=siddet|siddete|siddeti|siddetten|siddetine", "taciz", "tecavuz", "istismar", "intihar", "esim|kocam|babam|sevgilim|annem|nisanlim dov|doverek|vuruyor", "dayak", "tehdit =ediyor|ediliyor|aliyorum", "deprem", "=afet|afetzede|afette", "=sel felaket|=bast|=geldi", "heyelan", "cocu kayboldu|kayip|kacirildi",
        "violence|violent", "=abuse|abused|abusing", "=rape|raped", "suicide", "harass", "earthquake", "=disaster", "missing =child|kid|son|daughter", "beats|hits =me", "عنف", "اغتصاب", "زلزال", "تحرش", "انتحار");

    public static bool AskForPerson(string[] words) =>
        (words.Length <= 2 && Array.Exists(words, PersonAlone.Contains) && !Phrase.AnyIn(NotAPerson, words))
        || (Phrase.AnyIn(Person, words) && !Phrase.AnyIn(NotAPerson, words));

    public static bool SoundAngry(string[] words) => Phrase.AnyIn(Anger, words);

    public static bool AreSensitive(string[] words) => Phrase.AnyIn(Sensitive, words);
}
