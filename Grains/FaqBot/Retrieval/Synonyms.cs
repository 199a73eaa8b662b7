namespace ContactHub.FaqBot;

/// <summary>
/// Words that citizens use for each other, curated. A query word that starts with a stem of a group is searched as the group's other
/// words too, at <see cref="Weight"/> of its own.
/// </summary>
internal static class Synonyms
{
    public const double Weight = 0.7;

    // Stems are folded. A group is symmetric; a stem may stand in several groups.
    private static readonly string[] Groups =
    [
        "paso kentkart kart akbil",
        "lamba aydinlatma isik ampul",
        "evrak belge kagit dokuman",
        "akmiyor kesinti kesik kesildi gelmiyor",
        "odeme yatirma ode yatir",
        "ucret fiyat tutar bedel para",
        "dukkan isyeri magaza isletme",
        "nikah evlilik evlen dugun",
        "oldu vefat cenaze olum",
        "defin gomme gomul",
        "mezar kabir",
        "ev daire konut mesken",
        "araba arac otomobil oto",
        "hurda terk sahipsiz",
        "kopek hayvan kedi",
        "basibos sahipsiz sokak",
        "cop atik supruntu",
        "konteyner bidon kova kutu",
        "koltuk mobilya kanepe cekyat esya",
        "tikandi tikali tasti tasma",
        "rogar logar mazgal kanalizasyon lagim gider",
        "patladi patlak kacak ariza",
        "bozuk kirik ariza calismiyor",
        "randevu gun tarih",
        "kres anaokulu yuva",
        "burs egitim",
        "sifre parola",
        "itiraz yanlis hatali fazla yuksek",
        "iade geri",
        "taksit donem",
        "son bitis",
        "ceza gecikme faiz zam",
        "muaf muafiyet indirim",
        "beyan bildirim beyanname",
        "tabela levha reklam ilan",
        "ruhsat izin",
        "kacak izinsiz ruhsatsiz",
        "gurultu ses muzik",
        "seyyar isportaci satici",
        "dilenci dilen",
        "erzak gida yiyecek",
        "yardim destek",
        "komur yakacak odun",
        "yatalak hasta bakim",
        "yasli 65 emekli",
        "cukur delik asfalt",
        "kaldirim yaya parke",
        "rampa engelli tekerlekli",
        "salincak kaydirak oyun",
        "bank kamelya oturma",
        "buz buzlanma tuz kar",
        "sinek sivrisinek hasere bocek ilaclama fare",
        "yarali yaralanmis carpmis",
        "sahiplen sahiplendirme barinak",
        "unuttum dusurdum kayip kaybettim",
        "guzergah hat sefer otobus",
        "sikayet ihbar bildir",
        "basvuru talep dilekce",
        "durum asama sonuc",
        "staj is calisma",
        "mesai calisma acik",
        "konser tiyatro etkinlik",
        "parsel arsa tarla",
        "kapi numarataj adres",
        "iskan oturma yapi",
        "araba kamyonet kamyon minibus motosiklet traktor arac",
        "bakkal manav kasap kuafor berber lokanta restoran kafe market pastane firin bufe dukkan isyeri",
        "cinar cam kavak ceviz sogut agac",
        "canta cuzdan telefon semsiye gozluk anahtar esya",
        "buzdolabi camasir bulasik firin yatak dolap hali esya",
        "sise kavanoz cam ambalaj plastik",
        "baraka kulube depo yapi",
        "anne baba dede nine babaanne anneanne amca dayi hala teyze yakinim",
        "nisanli sevgili es",
        "kizim oglum cocuk",
        "kurs ders",
        "sefer kalkis kalkiyor geciyor",
        "erken gec saat",
        "puset bebek rampa",
        "apartment flat house property home",
        "deadline due last",
        "died death passed",
        "garbage trash rubbish waste",
        "bin container",
        "bill invoice",
        "pavement sidewalk",
        "lamp light lighting",
        "permit licence license permission",
        "marry marriage wedding",
        "nursery kindergarten daycare",
        "job work vacancy",
        "grave burial funeral",
        "scholarship grant",
        "elderly senior pensioner",
        "sewer drain manhole",
        "password login",
    ];

    private static readonly Dictionary<string, string[]> ByStem = Build();

    /// <summary>The other words of every group that <paramref name="word"/> belongs to by one of its beginnings.</summary>
    public static IEnumerable<string> Of(string word)
    {
        for (var length = 2; length <= word.Length; length++)
        {
            // Stems of two or three letters must be the whole word: "ev" isn't the beginning of "evrak".
            if (length < 4 && length < word.Length) continue;
            if (!ByStem.TryGetValue(word[..length], out var others)) continue;
            foreach (var other in others) yield return other;
        }
    }

    private static Dictionary<string, string[]> Build()
    {
        var groups = Groups.Select(group => group.Split(' ')).ToArray();
        return groups.SelectMany(group => group).Distinct(StringComparer.Ordinal).ToDictionary(
            stem => stem,
            stem => groups.Where(group => group.Contains(stem)).SelectMany(group => group).Where(other => other != stem).Distinct(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
    }
}
