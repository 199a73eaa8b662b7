namespace ContactHub.Webhooks;

/// <summary>The configuration section <c>Webhooks</c>; the webhooks themselves are kept at the desk.</summary>
public sealed record WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first failed attempt; it doubles up to an hour.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a delivery is tried.</summary>
    public TimeSpan MostAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A webhook to which nothing could be delivered for so long is switched off.</summary>
    public TimeSpan SwitchOffAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long a secret stays good after another has replaced it.</summary>
    public TimeSpan PreviousSecret { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long finished deliveries stay in the delivery log.</summary>
    public TimeSpan LogKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(1)) yield return "Webhooks:Timeout must be 00:00:01 to 00:01:00.";
        if (FirstPause < TimeSpan.FromMilliseconds(100) || FirstPause > TimeSpan.FromHours(1)) yield return "Webhooks:FirstPause must be 00:00:00.1 to 01:00:00.";
        if (MostAge < TimeSpan.Zero || MostAge > TimeSpan.FromDays(7)) yield return "Webhooks:MostAge must be 00:00:00 to 7.00:00:00.";
        if (SwitchOffAfter < TimeSpan.FromHours(1)) yield return "Webhooks:SwitchOffAfter must be at least 01:00:00.";
        if (PreviousSecret < TimeSpan.Zero || PreviousSecret > TimeSpan.FromDays(30)) yield return "Webhooks:PreviousSecret must be 00:00:00 to 30.00:00:00.";
        if (LogKept < TimeSpan.FromDays(1) || LogKept > TimeSpan.FromDays(365)) yield return "Webhooks:LogKept must be 1.00:00:00 to 365.00:00:00.";
    }
}
