namespace ContactHub.Conversations;

/// <summary>Channels that take answers only for some time after the citizen last wrote.</summary>
public static class ReplyWindows
{
    /// <summary>
    /// Meta's customer service window; later only templates go
    /// (https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages).
    /// </summary>
    public static readonly TimeSpan WhatsApp = TimeSpan.FromHours(24);

    /// <summary>How long an answer may come after what it answers; null for any time.</summary>
    public static TimeSpan? Of(string channel) => channel == Channels.WhatsApp ? WhatsApp : null;
}
