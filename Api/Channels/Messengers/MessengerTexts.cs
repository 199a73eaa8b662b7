using System.Globalization;
using ContactHub.Files;
using ContactHub.Realtime;

namespace ContactHub.Messengers;

/// <summary>What the hub itself says in messengers, in Turkish, English and Arabic.</summary>
internal static class MessengerTexts
{
    /// <param name="waiting">How many wait, this one included; 0 when that is not known.</param>
    public static string Queued(string language, int waiting)
    {
        var number = waiting.ToString(CultureInfo.InvariantCulture);
        var told = TimelineTexts.Queued(language) + ".";
        return waiting < 2 ? told : told + language switch
        {
            "en" => $" {number} people are waiting.",
            "ar" => $" عدد المنتظرين: {number}.",
            _ => $" Sırada bekleyen: {number} kişi.",
        };
    }

    /// <summary>At the end, with the buttons 1 to 5.</summary>
    public static string Rate(string language) => TimelineTexts.Resolved(language) + language switch
    {
        "en" => ". How satisfied are you? 1: not at all, 5: very.",
        "ar" => ". ما مدى رضاك؟ 1: غير راضٍ، 5: راضٍ جدًا.",
        _ => ". Hizmetimizden ne kadar memnun kaldınız? 1: hiç, 5: çok.",
    };

    public static string Rated(string language) => language switch
    {
        "en" => "Thank you!",
        "ar" => "شكرًا لك!",
        _ => "Teşekkür ederiz!",
    };

    public static string NotRated(string language) => language switch
    {
        "en" => "This conversation can't be rated any more.",
        "ar" => "لم يعد بالإمكان تقييم هذه المحادثة.",
        _ => "Bu görüşme artık değerlendirilemiyor.",
    };

    /// <summary>On the button that opens a list of options; at most 20 characters.</summary>
    public static string Choose(string language) => language switch
    {
        "en" => "Options",
        "ar" => "الخيارات",
        _ => "Seçenekler",
    };

    /// <summary>In the timeline, when a citizen puts an emoji to a message.</summary>
    public static string Reaction(string language, string emoji) => emoji + language switch
    {
        "en" => " (reaction to a message)",
        _ => " (bir iletiye tepki)",
    };

    /// <summary>In the place of a file that was not taken.</summary>
    public static string NotTaken(string language, string name, UploadFault fault) => $"📎 {name}: " + (language switch
    {
        "en" => fault switch
        {
            UploadFault.TooLarge => "not taken, it is too large",
            UploadFault.Unsupported => "not taken, files of this kind are not allowed",
            UploadFault.Infected => "not taken, malware was found in it",
            UploadFault.RateLimited => "not taken, too many files",
            _ => "could not be fetched",
        },
        _ => fault switch
        {
            UploadFault.TooLarge => "alınmadı, dosya çok büyük",
            UploadFault.Unsupported => "alınmadı, bu türde dosyaya izin verilmiyor",
            UploadFault.Infected => "alınmadı, dosyada zararlı yazılım bulundu",
            UploadFault.RateLimited => "alınmadı, çok fazla dosya gönderildi",
            _ => "alınamadı",
        },
    });

    public static string NoGroups(string language) => language switch
    {
        "en" => "I answer in private chats only. Please write to me directly.",
        "ar" => "أجيب في المحادثات الخاصة فقط. يرجى الكتابة إليّ مباشرة.",
        _ => "Yalnızca birebir görüşmelerde yanıt verebiliyorum. Lütfen bana doğrudan yazın.",
    };
}
