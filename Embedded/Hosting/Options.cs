namespace ContactHub.Embedded;

/// <summary>When idle activations end.</summary>
public sealed class GrainCollectionOptions
{
    /// <summary>How long an activation may go without a call.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle ones are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>How calls travel.</summary>
public sealed class SiloMessagingOptions
{
    /// <summary>How long a caller waits for an answer, where the method says nothing else. Whole seconds; a fraction counts as one.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>What reminders may ask for.</summary>
public sealed class ReminderOptions
{
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
