namespace ContactHub.Routing;

/// <summary>Days by the wall clock of a time zone.</summary>
public static class LocalDay
{
    /// <summary>
    /// The instant at which the local day of an instant began. A midnight that comes twice counts from the first; where summer time skips it,
    /// the day begins with the change.
    /// </summary>
    public static DateTimeOffset Start(DateTimeOffset now, TimeZoneInfo zone)
    {
        var midnight = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(now, zone).Date, DateTimeKind.Unspecified);
        // A skipped midnight read by the offset of before is the very instant of the change.
        var offset = zone.IsInvalidTime(midnight) ? zone.GetUtcOffset(midnight.AddHours(-12))
            : zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
