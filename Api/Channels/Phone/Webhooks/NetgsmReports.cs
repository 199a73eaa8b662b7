namespace ContactHub.Phone;

/// <summary>Netgsm Netsantral's events, <see href="https://github.com/netgsm/netsantral"/>. The case of the names varies there, and does not matter here.</summary>
internal static class NetgsmReports
{
    public static IReadOnlyList<CallReport> Read(string call, ReportFields fields)
    {
        var report = new CallReport(call, CallKind.Rang) { At = fields.Since1970("timestamp", TimeSpan.TicksPerMillisecond) };
        var isOutbound = fields["scenario"] == "Outbound_call";
        var rang = report with
        {
            From = isOutbound ? fields["pbx_num"] : fields["customer_num"],
            To = isOutbound ? fields["customer_num"] : fields["pbx_num"],
            Agent = isOutbound ? fields["internal_num"] : null,
            IsOutbound = isOutbound,
        };
        return fields["scenario"] switch
        {
            "Inbound_call" or "Outbound_call" => [rang],
            "Queue" when fields["queue_name"] is { } queue => [report with { Kind = CallKind.Queued, Queue = queue }],
            "Answer" => [report with { Kind = CallKind.Answered, Agent = fields["internal_num"], Seconds = fields.Seconds("holdtime") }],
            "Hangup" => [report with { Kind = CallKind.Ended, Agent = fields["internal_num"], Seconds = Talked(fields.Seconds("talktime")), Outcome = fields.Seconds("talktime") > 0 ? CallOutcome.Answered : null }],
            "cdr" => Record(fields, report),
            null when fields["sondurum"] is not null => Record(fields, report),
            _ => [],
        };
    }

    /// <summary>The record that is written when all is over: arayan calls, aranan is called, sure is the talk, seskaydi the recording.</summary>
    private static List<CallReport> Record(ReportFields fields, CallReport report)
    {
        report = report with { At = report.At ?? fields.Time("bas"), From = fields["arayan"], To = fields["aranan"] };
        var reports = new List<CallReport> { report };
        if (fields["seskaydi"] is { } recording) reports.Add(report with { Kind = CallKind.Recorded, At = null, Recording = recording });
        CallOutcome? outcome = fields["sondurum"]?.Replace('_', ' ').ToUpperInvariant() switch
        {
            "ANSWERED" or "ANSWER" => CallOutcome.Answered,
            "NO ANSWER" or "NOANSWER" => CallOutcome.NoAnswer,
            "BUSY" => CallOutcome.Busy,
            "FAILED" or "CONGESTION" => CallOutcome.Failed,
            _ => null,
        };
        reports.Add(report with { Kind = CallKind.Ended, At = null, Outcome = outcome, Seconds = outcome == CallOutcome.Answered ? Talked(fields.Seconds("sure")) : null });
        return reports;
    }

    private static int? Talked(int? seconds) => seconds > 0 ? seconds : null;
}
