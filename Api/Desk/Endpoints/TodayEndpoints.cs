using System.Text.Json.Serialization;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>The day's figures of the departments that a person may see, since midnight in the hub's time zone.</summary>
internal static class TodayEndpoints
{
    /// <param name="MedianWaitSeconds">From entering the queue to a person's first message; null when nobody waited.</param>
    /// <param name="Waits">How many the median is of.</param>
    internal sealed record Today(
        DateTimeOffset Since,
        string TimeZone,
        long Opened,
        long Answered,
        long Resolved,
        long ResolvedByBot,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? MedianWaitSeconds,
        long Waits,
        Satisfaction Satisfaction);

    /// <param name="Average">Of scores 1 to 5, to two places; null without ratings.</param>
    /// <param name="Satisfied">Ratings of 4 or 5.</param>
    internal sealed record Satisfaction([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Average, long Count, long Satisfied);

    public static void Map(IEndpointRouteBuilder app) => app.MapStaffGroup("/api/desk/today", Policies.Staff).MapGet("", Get);

    private static async Task<Results<Ok<Today>, Refusal>> Get(
        string? department, DayFigures figures, DeskViewers viewers, OpeningHoursSource hours, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults().Optional("department", department, 64);
        if (faults.Any) return faults.Problem();
        var viewer = await viewers.For(http.User);
        if (!DeskAccess.MaySeeDepartment(viewer, department))
            return Problems.Forbidden(new StaffText("Bu birim sizin değil.", "This department is not yours."));

        var scope = department is not null ? new DayScope([department], WithoutDepartment: false)
            : DeskAccess.SeesAll(viewer) ? DayScope.Everything
            : new DayScope(viewer.Departments, WithoutDepartment: true);
        var zone = await hours.TimeZone(ct);
        var since = LocalDay.Start(time.GetUtcNow(), zone);
        var day = await figures.Since(since, scope, ct);
        var average = day.Ratings == 0 ? (double?)null : Math.Round((double)day.RatingSum / day.Ratings, 2);
        return TypedResults.Ok(new Today(
            since, zone.Id, day.Opened, day.Answered, day.Resolved, day.ResolvedByBot, (long?)day.MedianWait?.TotalSeconds, day.Waits,
            new Satisfaction(average, day.Ratings, day.Satisfied)));
    }
}
