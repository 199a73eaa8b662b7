namespace ContactHub.Embedded;

/// <summary>Reminders: wake-up calls of a grain that survive its deactivation and the end of the process.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Stores a reminder, or changes the one of that name. A due time of zero ticks first after one full period.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the period is below the minimum (one minute).</exception>
    /// <exception cref="ArgumentOutOfRangeException">The due time is negative.</exception>
    /// <exception cref="InvalidOperationException">The grain is not <see cref="IRemindable"/>, or the host has no <see cref="IReminderTable"/>.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var activation = (Activation)grain.GrainContext;
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"Grain class {activation.Grains} does not implement {nameof(IRemindable)}, so it can have no reminders.");
        }

        return activation.Engine.Reminders.RegisterAsync(activation.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Ends a reminder.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var activation = (Activation)grain.GrainContext;
        return activation.Engine.Reminders.UnregisterAsync(activation.GrainId, reminder.ReminderName);
    }

    /// <summary>The reminder of that name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        var activation = (Activation)grain.GrainContext;
        return Task.FromResult(activation.Engine.Reminders.Of(activation.GrainId).Find(reminder => reminder.ReminderName == reminderName));
    }

    /// <summary>All reminders of this grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        var activation = (Activation)grain.GrainContext;
        return Task.FromResult(activation.Engine.Reminders.Of(activation.GrainId));
    }
}
