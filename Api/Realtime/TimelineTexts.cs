namespace ContactHub.Realtime;

/// <summary>The lines of a timeline that nobody wrote, in the widget's words.</summary>
internal static class TimelineTexts
{
    public static string Form(string language) => language switch
    {
        "en" => "Form sent",
        "ar" => "تم إرسال النموذج",
        _ => "Form gönderildi",
    };

    public static string Queued(string language) => language switch
    {
        "en" => "We are connecting you to a person",
        "ar" => "نقوم بتوصيلك بأحد الموظفين",
        _ => "Sizi bir temsilciye bağlıyoruz",
    };

    public static string Joined(string language, string name) => language switch
    {
        "en" => $"{name} joined the conversation",
        "ar" => $"انضم {name} إلى المحادثة",
        _ => $"{name} görüşmeye katıldı",
    };

    public static string Resolved(string language) => language switch
    {
        "en" => "Conversation finished",
        "ar" => "انتهت المحادثة",
        _ => "Görüşme tamamlandı",
    };
}
