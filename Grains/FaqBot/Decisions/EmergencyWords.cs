namespace ContactHub.FaqBot;

/// <summary>
/// Recognises danger to life. Errs towards the card: a needless one costs a glance, a missing one may cost a life. What citizens
/// ask about fire stairs, gun licences or an injured cat is kept out by the words around it.
/// </summary>
internal static class EmergencyWords
{
    /// <summary>Police, fire and ambulance.</summary>
    public const string General = "112";

    /// <summary>Natural gas emergency line.</summary>
    public const string Gas = "187";

    /// <summary>Electricity fault line.</summary>
    public const string Power = "186";

    private static readonly Phrase[] Denials = Phrase.ParseAll("=yok", "=yoktu", "=degil", "=degildi", "=yokmus");
    private static readonly Phrase[] EnglishDenials = Phrase.ParseAll("=no", "=not", "=without", "=isn", "=wasn");

    private static readonly Rule[] Rules =
    [
        new(Gas,
            ["=gaz|gazi|dogalgaz koku|kok|kacag|kacak|kaciri|sizint|siziyor", "tup kacir|kacag|siziyor", "koku =gaz|gazi|dogalgaz", "=gas leak|smell|odor|odour", "smell =gas", "leak =gas", "رايحه غاز|الغاز", "تسرب غاز|الغاز"],
            ["egzoz"]),
        new(General, ["elektrik =carpti", "elektrige kapil", "electrocuted"]),
        new(Power,
            ["elektrik|enerji kablo|=tel|teli|telleri|hatti kop|sark|dustu|dusmus", "kopuk|kopan|kopmus|sarkan elektrik|kablo", "trafo patla|=yaniyor|kivilcim", "elektrik dire devril|yikil|egil|=yaniyor|kivilcim", "elektrik kivilcim",
                "elektrik =yok|kesik|kesildi|kesinti|=gitti|=gelmedi", "=power outage|=cut|=cuts|failure", "=no =power|electricity", "electricity =cut|=out|=gone|outage", "=downed|=fallen =power =line|=lines", "انقطاع كهرباء|الكهرباء", "الكهرباء مقطوع"],
            ["abone", "basvur", "itiraz", "fatura", "=su =kesinti|kesildi"]),
        new(General,
            ["~yangin", "alevler", "=alev =aldi|=almis|=alev", "tutustu|tutusmus", "=ev|evi|evim|evimiz|bina|daire|apartman|cati|orman|araba|otobus|dukkan|isyeri|baca|balkon|okul|komsu =yaniyor", "=her =yer|=taraf =yaniyor", "=yaniyoruz", "=fire|=wildfire", "burning =down", "house|building|=car =burning", "حريق"],
            ["tup", "merdiven", "ruhsat", "rapor", "belge", "egitim", "tatbikat", "sondur", "alarm", "yonetmelik", "kapi", "dolab|dolap", "hidrant", "sigorta", "uygunluk", "proje", "cikis", "denetim", "dedektor", "magdur", "bagis", "kampanya", "gecen =yil|=ay|=sene",
                "=lamba|lambalar|lambasi|isik|isig|aydinlatma", "=escape|=exit|=exits|=door|=doors|extinguisher|certificate|report|drill|station|safety|insurance|=alarm|hydrant|regulation|inspection|department|permit|hazard|=stairs|staircase"],
            ["~yangin =cikti|=cikmis|=basladi|=basliyor", "~yangin =var =yardim|=imdat|=acil|=cabuk", "=ev|evi|evim|evimiz|bina|cati|orman =yaniyor", "alevler", "=imdat", "=caught|=on =fire"]),
        new(General,
            ["yarali", "yaralandi|yaralanan|yaralanmis", "injured|wounded", "مصاب|جريح|جرحي"],
            ["hayvan", "kedi", "kopek|kopeg", "=kus|=kusu|kuslar", "yavru", "marti", "guvercin", "leylek", "=at|=ati", "esek|esegi", "kirpi", "kaplumbaga", "keci|koyun|inek", "=animal|animals|=cat|=cats|=dog|=dogs|=bird|kitten|puppy|seagull|=horse", "كلب|قطه|حيوان"],
            ["isirdi|isirmis|=bit|bitten", "adam|kadin|insan|=kisi|cocuk yarali|yaralandi|yaralanmis", "yaralandim", "=person|people|child|=man|=woman =injured"]),
        new(General,
            ["=bayildi|bayilmis|bayilacag|baygin", "bilinc kapali|=yok|kayb", "kalp kriz", "nefes alam|=yok|=almiyor", "kanamasi|kaniyor|kanama =var|=gecir|=durm", "bogul", "zehirlen", "=inme =indi|=gecir|=iniyor", "=felc gecir", "kendinden =gecti|=gecmis", "dogum =basladi", "=olmek =uzere",
                "unconscious|unresponsive", "fainted", "=passed =out", "heart =attack", "=not =breathing", "=cant|=cannot|=can =breathe", "bleeding", "drowning|drowned", "choking", "poisoned", "=having|=had =stroke", "ازمه قلبيه", "فاقد الوعي|وعيه", "نزيف", "لا يتنفس"],
            ["hizmet", "kedi|kopek|kopeg|hayvan|kus", "rapor|belge|egitim|kurs", "=animal|=cat|=dog"],
            ["=beni|=bizi isirdi"]),
        new(General,
            ["=coktu|cokuyor|cokmus|cokecek", "collapsed|collapsing", "enkaz", "mahsur", "gocuk", "asansor =kaldim|=kaldik|=kaldi|kalan", "=trapped", "=stuck =elevator|=lift", "انهار|انهيار"],
            ["sistem", "=site|siteniz|sitesi", "uygulama", "internet", "sayfa", "server|sunucu", "ebelediye|=belediyeye", "program", "=app|website|system|online", "asfalt", "kaldirim", "yol|=yolu", "cukur", "rogar|logar", "kaldir"],
            ["altinda =kald|kalan|=var", "=icine =dustu", "bina|=ev|evi|duvar|cati =coktu|cokuyor|cokmus"]),
        new(General,
            ["patlama =oldu|=var|sesi", "=bomba|bombali|=bombayi", "=bomb|explosion|exploded", "انفجار"],
            ["boru", "=su|=suyu|sular", "lastik", "sayac", "vana", "ampul", "lamba", "rogar", "kanal", "pipe|water|tyre|tire"]),
        new(General,
            ["silah", "bicakla|bicakli", "kursunladi|kursunlandi", "vuruldu|vurdular", "rehin", "hirsiz =var|=girdi|giriyor", "kacirildi|kaciriyorlar|kacirdilar", "=gunman|=gunshot|=gunshots", "=a|=has|=with =gun", "=shooting|=shot", "stabbed|stabbing", "robbery|=burglar|kidnapped", "سلاح|مسلح"],
            ["ruhsat", "tasima", "belge|dernek|poligon|=izin|=izni", "kamera", "licence|license|permit"],
            ["silahli =biri|adam|saldir|kavga"]),
        new(General,
            ["=imdat", "acil =ambulans|=112", "=ambulans =acil|=cabuk|=hemen|=gonderin", "=kaza|=kazasi =oldu|=var|=yaptik|=yaptim|=gecirdik|=gecirdim", "intihar =ediyor|=edecek|=edecegim|=etmek|=etti", "=atlayacak", "=kendimi|=canima oldur|kiy|asaca",
                "kill =myself", "=car|=traffic =accident|=crash", "=urgent|=send =ambulance", "=ambulance =now|=urgent|=quickly|=emergency", "اسعاف", "حادث"],
            ["rapor", "tutanak", "gecen =yil|=ay|=hafta", "report"]),
    ];

    /// <summary>The number to call, or null when nothing in <paramref name="words"/> (folded) speaks of danger.</summary>
    public static string? NumberFor(string[] words)
    {
        foreach (var rule in Rules)
            if (rule.Applies(words)) return rule.Number;
        return null;
    }

    /// <summary>What speaks of danger, the words that make it harmless, and what is danger even with those.</summary>
    private sealed class Rule(string number, string[] danger, string[]? harmless = null, string[]? evenSo = null)
    {
        private readonly Phrase[] _danger = Phrase.ParseAll(danger), _harmless = Phrase.ParseAll(harmless ?? []), _evenSo = Phrase.ParseAll(evenSo ?? []);

        public string Number => number;

        public bool Applies(string[] words)
        {
            if (!Array.Exists(_danger, phrase => Stated(phrase, words))) return false;
            return !Phrase.AnyIn(_harmless, words) || Array.Exists(_evenSo, phrase => Stated(phrase, words));
        }

        /// <summary>Whether the phrase occurs without "yok" or "değil" behind it, or "no" before it.</summary>
        private static bool Stated(Phrase phrase, string[] words)
        {
            for (var found = phrase.Find(words, 0); found is { } place; found = phrase.Find(words, place.Start + 1))
            {
                var denied = place.End < words.Length && Phrase.AnyIn(Denials, [words[place.End]]);
                var deniedBefore = place.Start > 0 && Phrase.AnyIn(EnglishDenials, [words[place.Start - 1]]);
                if (!denied && !deniedBefore) return true;
            }
            return false;
        }
    }
}
