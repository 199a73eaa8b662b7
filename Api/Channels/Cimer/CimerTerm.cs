using ContactHub.Conversations;
using ContactHub.Routing;

namespace ContactHub.Cimer;

/// <summary>
/// By when the law wants an answer: 30 calendar days for a petition (Law 3071, article 7), 15 working days for information (Law 4982, article 11), counted
/// from the day after receipt. A term that ends on a day off is kept on the working day before it.
/// </summary>
public static class CimerTerm
{
    private const int PetitionDays = 30;
    private const int InformationWorkingDays = 15;

    /// <summary>Days off of every year (Law 2429), month and day. The religious holidays move: they are those among the hub's own days off.</summary>
    private static readonly (int Month, int Day)[] National = [(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)];

    /// <summary>The last day.</summary>
    /// <param name="hours">The hub's hours, for its days off.</param>
    public static DateOnly Of(CimerKind kind, DateOnly receivedOn, OpeningHours hours)
    {
        if (kind != CimerKind.Information)
        {
            var day = receivedOn.AddDays(PetitionDays);
            while (!IsWorkingDay(day, hours)) day = day.AddDays(-1);
            return day;
        }

        var last = receivedOn;
        for (var worked = 0; worked < InformationWorkingDays;)
        {
            last = last.AddDays(1);
            if (IsWorkingDay(last, hours)) worked++;
        }

        return last;
    }

    private static bool IsWorkingDay(DateOnly day, OpeningHours hours) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !National.Contains((day.Month, day.Day))
        && !hours.Holidays.Any(holiday => holiday.Date == day && holiday.Intervals.IsEmpty);
}
