using System.Globalization;
using ContactHub.Texts;

namespace ContactHub.Phone;

/// <summary>The hub's own webhook format (docs/phone.md): a JSON object with the keys of a timeline's event.</summary>
internal static class SignedReports
{
    /// <summary>What is wrong with an event; null when nothing is. Whoever writes this format writes it for the hub, and learns of every mistake.</summary>
    public static StaffText? Problem(ReportFields fields)
    {
        if (Kind(fields["kind"]) is null) return OneOf<CallKind>("kind", CallEventJson.Name);
        if (fields["outcome"] is { } outcome && Outcome(outcome) is null) return OneOf<CallOutcome>("outcome", CallEventJson.Name);
        if (fields["at"] is not null && At(fields) is null) return new StaffText("at bir zaman değil; örnek: 2026-11-22T09:00:00Z.", "at is no time, such as 2026-11-22T09:00:00Z.");
        return fields["seconds"] is not null && fields.Seconds("seconds") is null ? new StaffText("seconds bir süre değil.", "seconds is no number of seconds.") : null;
    }

    public static IReadOnlyList<CallReport> Read(string call, ReportFields fields)
    {
        if (Kind(fields["kind"]) is not { } kind) return [];
        return
        [
            new CallReport(call, kind)
            {
                At = At(fields),
                From = fields["from"],
                To = fields["to"],
                Queue = fields["queue"],
                // An agent rings a citizen; of a call that came in, nobody does.
                IsOutbound = kind == CallKind.Rang && fields["agent"] is not null,
                Agent = fields["agent"],
                Seconds = fields.Seconds("seconds"),
                Outcome = Outcome(fields["outcome"]),
                Recording = fields["recording"],
            },
        ];
    }

    private static CallKind? Kind(string? name) =>
        Enum.GetValues<CallKind>().Where(kind => CallEventJson.Name(kind) == name).Select(kind => (CallKind?)kind).FirstOrDefault();

    private static CallOutcome? Outcome(string? name) =>
        Enum.GetValues<CallOutcome>().Where(outcome => CallEventJson.Name(outcome) == name).Select(outcome => (CallOutcome?)outcome).FirstOrDefault();

    private static DateTimeOffset? At(ReportFields fields) =>
        DateTimeOffset.TryParse(fields["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static StaffText OneOf<T>(string field, Func<T, string> name) where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetValues<T>().Select(name));
        return new StaffText($"{field} şunlardan biri olmalı: {names}.", $"{field} must be one of {names}.");
    }
}
