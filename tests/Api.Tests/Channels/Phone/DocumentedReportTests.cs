using System.Text;

namespace ContactHub.Phone.Tests;

/// <summary>Every kind of event that a provider's documents name, by itself: what it tells of the call, or that it tells nothing.</summary>
public sealed class DocumentedReportTests
{
    private const string Inbound = "CallSid=CA1&Direction=inbound&From=%2B905321234567&To=%2B902121530000&CallStatus=";
    private const string Outbound = "CallSid=CA1&Direction=outbound-api&From=%2B902121530000&To=%2B905321234567&CallStatus=";
    private const string Leg = "CallSid=CA2&ParentCallSid=CA1&Direction=outbound-dial&To=sip%3A1001%40pbx.example&CallStatus=";
    private const string Verimor = "call_uuid=v-1&caller_id_number=05321234567&destination_number=08501112233&start_stamp=2026-11-22 12:00:00&";
    private const string Netgsm = "\"unique_id\":\"1428481945.3543\",\"pbx_num\":\"08501112233\",\"customer_num\":\"05321234567\",\"timestamp\":\"1795338000000\"}";
    private const string Bulutfon = "\"uuid\":\"b-1\",\"caller\":905321234567,\"callee\":908501112233,\"timestamp\":1795338000000000}";

    public static TheoryData<string, string, string> Documented => new()
    {
        { "twilio", Inbound + "queued", "" },
        { "twilio", Inbound + "initiated", "" },
        { "twilio", Inbound + "ringing", "rang" },
        { "twilio", Inbound + "in-progress", "rang" },
        { "twilio", Inbound + "completed&CallDuration=9", "ended no-answer" },
        { "twilio", Inbound + "busy", "ended busy" },
        { "twilio", Inbound + "failed", "ended failed" },
        { "twilio", Inbound + "no-answer", "ended no-answer" },
        { "twilio", Inbound + "canceled", "abandoned, ended abandoned" },
        { "twilio", Inbound + "completed&RecordingUrl=https%3A%2F%2Frec.example%2F1&RecordingSid=RE1&RecordingDuration=9", "recorded, ended no-answer" },
        { "twilio", Outbound + "ringing", "rang" },
        { "twilio", Outbound + "in-progress", "answered" },
        { "twilio", Outbound + "completed&CallDuration=42", "answered, ended 42s answered" },
        { "twilio", Outbound + "canceled", "ended no-answer" },
        { "twilio", Leg + "queued", "" },
        { "twilio", Leg + "initiated", "" },
        { "twilio", Leg + "ringing", "offered 1001" },
        { "twilio", Leg + "answered", "answered 1001" },
        { "twilio", Leg + "in-progress", "answered 1001" },
        { "twilio", Leg + "busy", "declined 1001" },
        { "twilio", Leg + "no-answer", "declined 1001" },
        { "twilio", Leg + "failed", "declined 1001" },
        { "twilio", Leg + "canceled", "" },
        { "twilio", Leg + "completed&CallDuration=42", "" },
        { "verimor", Verimor + "event_type=ringing&direction=inbound&dialed_user=1001&queue=cozum", "rang, offered cozum 1001" },
        { "verimor", Verimor + "event_type=ringing&direction=outbound", "rang 05321234567" },
        { "verimor", Verimor + "event_type=ringing&direction=internal&dialed_user=1002", "" },
        { "verimor", Verimor + "event_type=answer&direction=inbound&connected_user=1001&queue=cozum&queue_wait_duration=7", "rang, answered cozum 1001 7s" },
        { "verimor", Verimor + "event_type=user_hangup&direction=inbound&dialed_user=1001&sip_hangup_disposition=send_refuse", "" },
        { "verimor", Verimor + "event_type=hangup&direction=inbound&answered=false&hangup_cause=NO_ANSWER", "rang, ended no-answer" },
        { "verimor", Verimor + "event_type=hangup&direction=inbound&answered=false&queue=cozum&queue_wait_duration=9", "rang, abandoned cozum 9s, ended abandoned" },
        { "verimor", Verimor + "event_type=hangup&direction=inbound&answered=true&connected_user=1001&answer_stamp=2026-11-22 12:00:20&end_stamp=2026-11-22 12:01:05&recording_present=true", "rang, answered 1001, recorded, ended 1001 45s answered" },
        { "verimor", Verimor + "event_type=hangup&direction=internal&answered=true", "" },
        { "netgsm", """{"scenario":"Inbound_call",""" + Netgsm, "rang" },
        { "netgsm", """{"scenario":"Outbound_call","internal_num":"101",""" + Netgsm, "rang 101" },
        { "netgsm", """{"scenario":"DTMF","digit":"1","Context":"ana",""" + Netgsm, "" },
        { "netgsm", """{"scenario":"Context","context_name":"ana","type":"ivr",""" + Netgsm, "" },
        { "netgsm", """{"scenario":"Queue","queue_name":"cozum",""" + Netgsm, "queued cozum" },
        { "netgsm", """{"scenario":"Answer","internal_num":"101","holdtime":"7",""" + Netgsm, "answered 101 7s" },
        { "netgsm", """{"scenario":"Hangup","internal_num":"101","talktime":"30","holdtime":"7",""" + Netgsm, "answered 101, ended 101 30s answered" },
        { "netgsm", """{"scenario":"Hangup","talktime":"0",""" + Netgsm, "ended no-answer" },
        { "netgsm", """{"scenario":"cdr","bas":"2026-11-22 12:00:00","arayan":"05321234567","aranan":"08501112233","sure":"30","sondurum":"NO ANSWER","kimlik":"9","asteriskId":"a-1"}""", "rang, ended no-answer" },
        { "netgsm", """{"scenario":"cdr","arayan":"05321234567","aranan":"08501112233","sure":"30","sondurum":"ANSWERED","seskaydi":"https://rec.example/1.wav","kimlik":"9"}""", "rang, recorded, answered, ended 30s answered" },
        { "bulutfon", """{"event_type":"call_init","direction":"IN",""" + Bulutfon, "rang" },
        { "bulutfon", """{"event_type":"call_init","direction":"OUT",""" + Bulutfon, "rang" },
        { "bulutfon", """{"event_type":"call_init_menu",""" + Bulutfon, "" },
        { "bulutfon", """{"event_type":"incoming_call_extension","extension":101,""" + Bulutfon, "offered 101" },
        { "bulutfon", """{"event_type":"call_init_extension","extension":101,""" + Bulutfon, "offered 101" },
        { "bulutfon", """{"event_type":"incoming_call_group","group":"cozum",""" + Bulutfon, "queued cozum" },
        { "bulutfon", """{"event_type":"call_init_group","group":"cozum",""" + Bulutfon, "queued cozum" },
        { "bulutfon", """{"event_type":"call_hangup","extension":101,"talk_duration":12,"hangup_cause":"NORMAL_CLEARING",""" + Bulutfon, "answered 101, ended 101 12s answered" },
        { "bulutfon", """{"event_type":"call_hangup","talk_duration":0,"hangup_cause":"NORMAL_CLEARING","hangup_detail":"send_refuse",""" + Bulutfon, "ended no-answer" },
        { "bulutfon", """{"event_type":"call_hangup","hangup_cause":"USER_BUSY",""" + Bulutfon, "ended busy" },
        { "bulutfon", """{"event_type":"missing_call","hangup_detail":"recv_bye",""" + Bulutfon, "abandoned, ended abandoned" },
        { "bulutfon", """{"event_type":"missing_call","hangup_detail":"send_bye",""" + Bulutfon, "ended no-answer" },
        { "bulutfon", """{"event_type":"fax_init",""" + Bulutfon, "" },
    };

    public static TheoryData<string> Kinds => [.. Enum.GetValues<CallKind>().Select(CallEventJson.Name)];

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_documented_event_tells_what_it_says_and_no_more(string provider, string body, string told) => Assert.Equal(told, Told(provider, body));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_hubs_own_format_has_every_kind(string kind) => Assert.StartsWith(kind, Told("signed", $$"""{"call":"x","kind":"{{kind}}"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("twilio", "CallStatus=ringing", "ParentCallSid / CallSid is missing: the call's id.")]
    [InlineData("verimor", "event_type=ringing&call_uuid=", "call_uuid is missing: the call's id.")]
    [InlineData("netgsm", """{"scenario":"Answer","unique_id":null}""", "asteriskId / unique_id / kimlik is missing: the call's id.")]
    [InlineData("bulutfon", """{"event_type":"call_init"}""", "uuid is missing: the call's id.")]
    [InlineData("signed", """{"kind":"rang"}""", "call is missing: the call's id.")]
    public void What_names_no_call_is_told_so(string provider, string body, string problem)
    {
        Assert.Equal(problem, CallReports.Problem(provider, Fields(body))!.En);
        Assert.Equal("", Told(provider, body));
    }

    [Fact]
    public void An_answer_that_was_told_is_not_told_again_by_the_record_that_comes_after_the_end()
    {
        var calls = ReportedCalls.Empty;
        var told = new List<string>();
        foreach (var body in (string[])["""{"scenario":"Answer","internal_num":"101",""" + Netgsm, """{"scenario":"Hangup","internal_num":"101","talktime":"30",""" + Netgsm, """{"scenario":"cdr","sondurum":"ANSWERED","sure":"30",""" + Netgsm])
        {
            (calls, var events) = calls.Apply("netgsm", CallReports.Read("netgsm", Fields(body)), Fields(body).All, DateTimeOffset.UnixEpoch);
            told.AddRange(events.Select(e => CallEventJson.Name(e.Kind)));
        }

        Assert.Equal(["answered", "ended"], told);
    }

    private static string Told(string provider, string body)
    {
        var fields = Fields(body);
        var (_, events) = ReportedCalls.Empty.Apply(provider, CallReports.Read(provider, fields), fields.All, new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        return string.Join(", ", events.Select(e => string.Join(' ', new[]
        {
            CallEventJson.Name(e.Kind), e.Queue, e.Agent, e.Seconds is { } s ? $"{s}s" : null, e.Outcome is { } o ? CallEventJson.Name(o) : null,
        }.Where(part => part is not null))));
    }

    private static ReportFields Fields(string body) =>
        ReportFields.Read(body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(body))!;
}
