namespace ContactHub.FaqBot;

/// <summary>
/// Words that say that something is asked rather than what: "nasıl", "nereye", "istiyorum", "how", "please". They keep a part of
/// their weight, because "ne zaman" and "nerede" do tell two questions on one topic apart.
/// </summary>
internal static class FunctionWords
{
    private const double Weight = 0.3;

    private static readonly HashSet<string> Words = new(
        ("nasil ne nedir neler nelerdir nerede nereye nereden neresi neden niye nicin hangi hangisi kim kime kimi kimden kac kaca kacta kadar zaman mi mu misiniz musunuz midir mudur miyim muyum miyiz muyuz " +
        "var yok varmi icin ile ve veya ya da de ki ama bir bu su o sey ben benim bana beni biz bizim bize sen siz sizin size acaba lutfen merhaba " +
        "istiyorum istiyoruz istiyom isterim isterdim lazim gerek gerekli gerekir gerekiyor gerekiyo yapmaliyim yapayim yapabilirim yapilir olur oluyor olacak oldu olan ediyor eder edebilir " +
        "yapmak almak vermek etmek olmak bulmak gormek ogrenmek ogrenebilirim ogrenirim gorurum gorebilirim bulurum bulabilirim alirim aliriz alinir aliyor aliyorsunuz veriyor verir ediyorum edebilirim yapacagim bakarim gelecek bildirmek bildirebilirim " +
        "miydi diye gibi daha cok hic simdi nerden nolur yardimci olabilir alabilir " +
        "how what where when who whom which why is are am was were be been do does did can could would should will shall may must have has had i me my we us our you your it its " +
        "the a an to for of in on at by from with and or not no there here this that these those please want need get got any some if so hello hi").Split(' '),
        StringComparer.Ordinal);

    /// <summary>1 for a word with content, less for a function word.</summary>
    public static double WeightOf(string word) => word != "su" && Words.Contains(word) ? Weight : 1;
}
