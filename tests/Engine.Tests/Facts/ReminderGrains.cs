namespace ContactHub.EngineFacts;

[Alias("facts.reminders")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("register")]
    Task Register(string name, TimeSpan due, TimeSpan period);

    [Alias("unregister")]
    Task Unregister(string name);

    [Alias("names")]
    Task<string> Names();

    [Alias("has")]
    Task<bool> Has(string name);

    [Alias("end")]
    Task End();
}

/// <summary>Notes reminders, with the minutes since the first tick was due, in the journal of its key.</summary>
public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<string> Names() =>
        string.Join(',', (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal));

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Journal.Named(this.GetPrimaryKeyString()).Note($"{reminderName} +{(status.CurrentTickTime - status.FirstTickTime).TotalMinutes:F0}");
        return reminderName == "failing" ? throw new RefusedException(reminderName) : Task.CompletedTask;
    }
}
