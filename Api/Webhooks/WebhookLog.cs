namespace ContactHub.Webhooks;

/// <summary>Log lines of webhooks; ids 2450 to 2499. Addresses may hold keys, so they are not in it.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(2450, LogLevel.Warning, "Webhook {Webhook} was switched off ({Reason}); an administrator must look at it.")]
    public static partial void SwitchedOff(ILogger logger, string webhook, string reason);
}
