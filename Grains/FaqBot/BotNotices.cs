using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Routing;

namespace ContactHub.FaqBot;

/// <summary>What the bot says for the hub, beside its own answers: closed now, request recorded. Turkish, English, Arabic.</summary>
public static class BotNotices
{
    /// <summary>The department is closed: says when it opens, and offers to record a request.</summary>
    public static BotMessage Closed(string language, OpeningHours hours, DateTimeOffset now)
    {
        var opens = hours.NextOpening(now) is { } next ? TimeZoneInfo.ConvertTime(next, hours.TimeZone) : (DateTimeOffset?)null;
        return language switch
        {
            "en" => new BotMessage(
                $"Our agents are away at the moment{When(opens, " and back on ", "en-GB")}. I can go on answering questions, or record your request so that an agent gets back to you.",
                [new(OptionIds.Request, "Record my request")]),
            "ar" => new BotMessage(
                $"موظفونا غير متاحين الآن{When(opens, "، وسيعودون ", "ar")}. يمكنني متابعة الإجابة عن أسئلتك، أو تسجيل طلبك ليتواصل معك أحد الموظفين.",
                [new(OptionIds.Request, "سجّل طلبي")]),
            _ => new BotMessage(
                $"Temsilcilerimiz şu anda hizmet veremiyor{When(opens, "; yeniden başlayacağımız zaman: ", "tr-TR")}. Sorularınızı yanıtlamayı sürdürebilirim ya da başvurunuzu kaydedebilirim; bir temsilcimiz size dönecektir.",
                [new(OptionIds.Request, "Başvurumu kaydet")]),
        };
    }

    /// <summary>The request is recorded, and this is its number.</summary>
    public static BotMessage RequestRecorded(string language, long number)
    {
        var reference = number.ToString(CultureInfo.InvariantCulture);
        return new BotMessage(language switch
        {
            "en" => $"Your request is recorded. Your reference number is **{reference}**. An agent will answer here; you can close this window and come back.",
            "ar" => $"تم تسجيل طلبك. رقم المرجع هو **{reference}**. سيجيبك أحد الموظفين هنا، ويمكنك إغلاق النافذة والعودة لاحقًا.",
            _ => $"Başvurunuz kaydedildi. Başvuru numaranız **{reference}**. Bir temsilcimiz buradan yanıt verecek; pencereyi kapatıp sonra dönebilirsiniz.",
        });
    }

    /// <summary>The bot that has the turn does not answer; what follows says who does.</summary>
    public static BotMessage Silent(string language) => new(language switch
    {
        "en" => "Sorry, our assistant can't answer at the moment.",
        "ar" => "عذرًا، مساعدنا لا يستطيع الرد في الوقت الحالي.",
        _ => "Üzgünüz, asistanımız şu anda yanıt veremiyor.",
    });

    /// <summary>Shown to a person, so it is the one place here that uses a culture.</summary>
    private static string When(DateTimeOffset? opens, string before, string culture) =>
        opens is { } at ? before + at.ToString("dddd HH:mm", CultureInfo.GetCultureInfo(culture)) : "";
}
