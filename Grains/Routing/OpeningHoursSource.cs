using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using ContactHub.Audit;
using ContactHub.Departments;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.Extensions.Logging;

namespace ContactHub.Routing;

/// <summary>
/// The opening hours of every department, in memory. A change made here holds at once; one made by another node within a minute.
/// While the database can't be read, what is in memory holds. A department without hours of its own has those of <see cref="OpeningHoursStore.Everywhere"/>; without those it is always open.
/// </summary>
public sealed partial class OpeningHoursSource(OpeningHoursStore store, TimeProvider time, ILogger<OpeningHoursSource> logger)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private volatile Loaded? loaded;

    /// <summary>Null stands for the hub as a whole.</summary>
    public async ValueTask<OpeningHours> For(string? departmentId, CancellationToken ct = default)
    {
        var current = loaded is { } known ? await Renewed(known, ct) : await Load(ct);
        return current.Hours.GetValueOrDefault(departmentId ?? OpeningHoursStore.Everywhere)
            ?? current.Hours.GetValueOrDefault(OpeningHoursStore.Everywhere)
            ?? OpeningHours.Always;
    }

    /// <summary>The hub's time zone, in which its days begin: that of its hours, or else <see cref="OpeningHoursJson.DefaultTimeZone"/>.</summary>
    public async ValueTask<TimeZoneInfo> TimeZone(CancellationToken ct = default)
    {
        var hours = await For(null, ct);
        return ReferenceEquals(hours, OpeningHours.Always) ? TimeZoneInfo.FindSystemTimeZoneById(OpeningHoursJson.DefaultTimeZone) : hours.TimeZone;
    }

    public async ValueTask<bool> IsOpen(string? departmentId, CancellationToken ct = default) =>
        (await For(departmentId, ct)).IsOpen(time.GetUtcNow());

    /// <summary>Sets the hours of a department (or <see cref="OpeningHoursStore.Everywhere"/>). Returns what is wrong, and then stores nothing.</summary>
    /// <param name="entry">What the audit trail keeps of it.</param>
    public async Task<ImmutableArray<StaffText>> Change(string departmentId, string json, AuditEntry? entry = null, CancellationToken ct = default)
    {
        if (!OpeningHoursJson.TryRead(json, out var hours, out var faults)) return faults;
        await store.Save(departmentId, OpeningHoursJson.Write(hours), entry, ct);
        await Load(ct);
        return [];
    }

    private async ValueTask<Loaded> Renewed(Loaded known, CancellationToken ct)
    {
        if (time.GetElapsedTime(known.At) < Freshness) return known;
        try
        {
            return await Load(ct);
        }
        catch (Exception e) when (e is DbException or StorageUnavailableException)
        {
            Stale(e);
            // Not again for each question meanwhile: a database that is locked lets everybody wait.
            return loaded = known with { At = time.GetTimestamp() };
        }
    }

    private async Task<Loaded> Load(CancellationToken ct)
    {
        var at = time.GetTimestamp();
        var hours = new Dictionary<string, OpeningHours>(StringComparer.Ordinal);
        foreach (var (departmentId, json) in await store.All(ct))
        {
            if (OpeningHoursJson.TryRead(json, out var read, out var faults)) hours.Add(departmentId, read);
            else Unreadable(departmentId, string.Join(' ', faults.Select(fault => fault.En)));
        }

        return loaded = new Loaded(hours.ToFrozenDictionary(StringComparer.Ordinal), at);
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "The stored opening hours of department {DepartmentId} can't be read, so the general ones hold: {Faults}")]
    private partial void Unreadable(string departmentId, string faults);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "The opening hours can't be read; those in memory go on to hold.")]
    private partial void Stale(Exception exception);

    private sealed record Loaded(FrozenDictionary<string, OpeningHours> Hours, long At);
}
