namespace ContactHub.Embedded;

/// <summary>
/// Where reminders are kept over restarts. One row per grain and reminder name. The engine reads everything once at its start and writes each
/// change through; a write that returns has to be durable.
/// </summary>
public interface IReminderTable
{
    Task<IReadOnlyList<ReminderEntry>> ReadAll(CancellationToken cancellationToken);

    /// <summary>Adds the reminder, or replaces the one of the same grain and name.</summary>
    Task Upsert(ReminderEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes a reminder; one that is not there is no error.</summary>
    Task Remove(string grainId, string reminderName, CancellationToken cancellationToken);
}

/// <summary>A stored reminder.</summary>
/// <param name="GrainId">The grain's address, <c>type/key</c>.</param>
/// <param name="ReminderName">Unique within the grain.</param>
/// <param name="StartAt">The first tick; later ones follow at multiples of the period from here.</param>
/// <param name="Period">Between ticks.</param>
public sealed record ReminderEntry(string GrainId, string ReminderName, DateTimeOffset StartAt, TimeSpan Period) : IGrainReminder;
