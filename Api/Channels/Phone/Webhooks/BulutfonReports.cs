namespace ContactHub.Phone;

/// <summary>Bulutfon's call events, <see href="https://github.com/bulutfon/documents"/>; its documents spell some of the names in two ways.</summary>
internal static class BulutfonReports
{
    public static IReadOnlyList<CallReport> Read(string call, ReportFields fields)
    {
        var report = new CallReport(call, CallKind.Rang)
        {
            At = fields.Since1970("timestamp", TimeSpan.TicksPerMicrosecond),
            From = fields["caller"],
            To = fields["callee"],
            IsOutbound = fields["direction"] is "OUT" or "out",
        };
        var agent = fields["extension", "extension_number"];
        var end = report with { Kind = CallKind.Ended, Agent = agent };
        return fields["event_type"] switch
        {
            "call_init" => [report],
            "incoming_call_extension" or "call_init_extension" => [report with { Kind = CallKind.Offered, Agent = agent ?? fields["callee"] }],
            "incoming_call_group" or "call_init_group" => [report with { Kind = CallKind.Queued, Queue = fields["group", "group_name", "callee"] }],
            "call_hangup" when fields.Seconds("talk_duration") is > 0 and var talked => [end with { Outcome = CallOutcome.Answered, Seconds = talked }],
            "call_hangup" => [end with { Outcome = OfCause(fields["hangup_cause"]) }],
            // The caller's side said good-bye first.
            "missing_call" when fields["hangup_detail"]?.StartsWith("recv_", StringComparison.Ordinal) == true =>
                [report with { Kind = CallKind.Abandoned }, end with { Outcome = CallOutcome.Abandoned }],
            "missing_call" => [end with { Outcome = CallOutcome.NoAnswer }],
            _ => [],
        };
    }

    private static CallOutcome? OfCause(string? cause) => cause switch
    {
        "USER_BUSY" or "CALL_REJECTED" => CallOutcome.Busy,
        "NO_ANSWER" or "NO_USER_RESPONSE" or "ORIGINATOR_CANCEL" => CallOutcome.NoAnswer,
        null or "NORMAL_CLEARING" => null,
        _ => CallOutcome.Failed,
    };
}
