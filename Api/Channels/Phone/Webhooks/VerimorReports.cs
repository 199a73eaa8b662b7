namespace ContactHub.Phone;

/// <summary>Verimor Bulutsantralim's call events, <see href="https://developer.verimor.com.tr/switch"/>; its hangup is the record of the whole call.</summary>
internal static class VerimorReports
{
    public static IReadOnlyList<CallReport> Read(string call, ReportFields fields)
    {
        // Among staff.
        if (fields["direction"] == "internal") return [];
        var isInbound = fields["direction"] == "inbound";
        var report = new CallReport(call, CallKind.Rang)
        {
            At = fields.Time("start_stamp"),
            From = isInbound ? fields["caller_id_number"] : fields["outbound_caller_id_number", "caller_id_number"],
            To = fields["destination_number"],
            Queue = null,
            Agent = isInbound ? null : fields["caller_id_number"],
            IsOutbound = !isInbound,
        };
        var agent = isInbound ? fields["connected_user", "dialed_user"] : fields["caller_id_number"];
        return fields["event_type"] switch
        {
            "ringing" when isInbound && fields["dialed_user"] is { } user => [report, report with { Kind = CallKind.Offered, At = null, Queue = fields["queue"], Agent = user }],
            "ringing" => [report],
            "answer" => [report, report with { Kind = CallKind.Answered, At = fields.Time("answer_stamp"), Queue = fields["queue"], Agent = agent, Seconds = fields.Seconds("queue_wait_duration") }],
            "hangup" => Ended(fields, report, isInbound, agent),
            _ => [],
        };
    }

    private static List<CallReport> Ended(ReportFields fields, CallReport report, bool isInbound, string? agent)
    {
        var reports = new List<CallReport> { report };
        var end = report with { At = fields.Time("end_stamp") };
        var isAnswered = fields.Flag("answered") ?? (fields["answer_stamp"] is not null);
        var gaveUp = !isAnswered && isInbound && (fields["queue"] is not null || fields["hangup_cause"] == "ORIGINATOR_CANCEL");
        if (isAnswered) reports.Add(report with { Kind = CallKind.Answered, At = fields.Time("answer_stamp"), Queue = fields["queue"], Agent = agent, Seconds = fields.Seconds("queue_wait_duration") });
        if (gaveUp) reports.Add(end with { Kind = CallKind.Abandoned, Queue = fields["queue"], Seconds = fields.Seconds("queue_wait_duration") });
        if (fields.Flag("recording_present") == true) reports.Add(end with { Kind = CallKind.Recorded });
        reports.Add(end with
        {
            Kind = CallKind.Ended,
            Agent = isAnswered ? agent : null,
            Outcome = isAnswered ? CallOutcome.Answered : gaveUp ? CallOutcome.Abandoned : OfCause(fields["hangup_cause"]),
            Seconds = isAnswered ? Talked(fields) : null,
        });
        return reports;
    }

    private static int? Talked(ReportFields fields) =>
        fields.Time("end_stamp") - fields.Time("answer_stamp") is { } talked && talked >= TimeSpan.Zero ? (int)talked.TotalSeconds : fields.Seconds("duration");

    private static CallOutcome OfCause(string? cause) => cause switch
    {
        "USER_BUSY" or "CALL_REJECTED" => CallOutcome.Busy,
        null or "NO_ANSWER" or "NO_USER_RESPONSE" or "ORIGINATOR_CANCEL" or "NORMAL_CLEARING" => CallOutcome.NoAnswer,
        _ => CallOutcome.Failed,
    };
}
