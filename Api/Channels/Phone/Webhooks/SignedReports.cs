using System.Globalization;

namespace ContactHub.Phone;

/// <summary>The hub's own webhook format (docs/phone.md): a JSON object with the keys of a timeline's event.</summary>
internal static class SignedReports
{
    public static IReadOnlyList<CallReport> Read(ReportFields fields)
    {
        if (fields["call"] is not { } call || Kind(fields["kind"]) is not { } kind) return [];
        return
        [
            new CallReport(call, kind)
            {
                At = DateTimeOffset.TryParse(fields["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
                From = fields["from"],
                To = fields["to"],
                Queue = fields["queue"],
                // An agent rings a citizen; of a call that came in, nobody does.
                IsOutbound = kind == CallKind.Rang && fields["agent"] is not null,
                Agent = fields["agent"],
                Seconds = fields.Seconds("seconds"),
                Outcome = Enum.GetValues<CallOutcome>().Where(o => CallEventJson.Name(o) == fields["outcome"]).Select(o => (CallOutcome?)o).FirstOrDefault(),
                Recording = fields["recording"],
            },
        ];
    }

    private static CallKind? Kind(string? name) =>
        Enum.GetValues<CallKind>().Where(kind => CallEventJson.Name(kind) == name).Select(kind => (CallKind?)kind).FirstOrDefault();
}
