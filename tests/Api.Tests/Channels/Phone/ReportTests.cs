using System.Text;

namespace ContactHub.Phone.Tests;

/// <summary>What providers send, and the calls that it makes.</summary>
public sealed class ReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private readonly List<CallEvent> _events = [];
    private ReportedCalls _calls = ReportedCalls.Empty;

    [Fact]
    public void Twilio_a_leg_that_answers_is_a_person_and_twilio_itself_is_none()
    {
        const string Call = "CallSid=CA1&From=%2B905321234567&To=%2B902121530000&Direction=inbound&";
        Form("twilio", Call + "CallStatus=ringing");
        Form("twilio", Call + "CallStatus=in-progress");
        Form("twilio", "CallSid=CA2&ParentCallSid=CA1&From=%2B905321234567&To=sip%3A1001%40pbx.example&Direction=outbound-dial&CallStatus=ringing&Timestamp=Sun%2C%2022%20Nov%202026%2009%3A00%3A05%20%2B0000");
        Form("twilio", "CallSid=CA2&ParentCallSid=CA1&To=sip%3A1001%40pbx.example&CallStatus=in-progress&Timestamp=Sun%2C%2022%20Nov%202026%2009%3A00%3A10%20%2B0000");
        Form("twilio", Call + "CallStatus=completed&CallDuration=42&Timestamp=Sun%2C%2022%20Nov%202026%2009%3A00%3A50%20%2B0000");
        Form("twilio", Call + "RecordingUrl=https%3A%2F%2Fapi.twilio.com%2Frec%2FRE1");

        Assert.Equal(
            ["1 rang", "2 offered 1001", "3 answered 1001", "4 ended 1001 40s answered", "5 recorded"], Lines("twilio:CA1", "+905321234567", "+902121530000"));
        Assert.Equal("https://api.twilio.com/rec/RE1", _events[^1].Recording);
    }

    [Theory]
    [InlineData("inbound", "completed", "no-answer")]
    [InlineData("inbound", "canceled", "abandoned")]
    [InlineData("outbound-api", "completed", "answered")]
    [InlineData("outbound-api", "busy", "busy")]
    [InlineData("outbound-api", "no-answer", "no-answer")]
    [InlineData("outbound-api", "failed", "failed")]
    [InlineData("outbound-api", "canceled", "no-answer")]
    public void Twilio_ends(string direction, string status, string outcome)
    {
        Form("twilio", $"CallSid=CA1&Direction={direction}&CallStatus={status}");

        Assert.Equal(outcome, CallEventJson.Name(_events[^1].Outcome!.Value));
        Assert.Equal(outcome is "abandoned" or "answered" ? 2 : 1, _events.Count);
    }

    [Fact]
    public void Verimor_an_answered_call()
    {
        const string Call = "call_uuid=v-1&direction=inbound&caller_id_number=05321234567&destination_number=08501112233&queue=cozum&";
        Form("verimor", Call + "event_type=ringing&dialed_user=1001&start_stamp=2026-11-22 12:00:00");
        Form("verimor", Call + "event_type=answer&connected_user=1001&start_stamp=2026-11-22 12:00:00&answer_stamp=2026-11-22 12:00:20&queue_wait_duration=20");
        Form("verimor", Call + "event_type=user_hangup&dialed_user=1001");
        Form("verimor", Call + "event_type=hangup&answered=true&connected_user=1001&answer_stamp=2026-11-22 12:00:20&end_stamp=2026-11-22 12:01:05&duration=65&recording_present=true&hangup_cause=NORMAL_CLEARING");

        Assert.Equal(
            ["1 rang", "2 offered cozum 1001", "3 answered cozum 1001 20s", "4 recorded", "5 ended 1001 45s answered"], Lines("verimor:v-1", "05321234567", "08501112233"));
        Assert.Equal(Now, _events[0].At);
    }

    [Theory]
    [InlineData("direction=inbound&queue=cozum&queue_wait_duration=33&hangup_cause=ORIGINATOR_CANCEL", "abandoned")]
    [InlineData("direction=outbound&hangup_cause=USER_BUSY", "busy")]
    [InlineData("direction=outbound&hangup_cause=NO_ANSWER", "no-answer")]
    [InlineData("direction=outbound&hangup_cause=UNALLOCATED_NUMBER", "failed")]
    public void Verimor_a_call_that_nobody_answered(string how, string outcome)
    {
        Form("verimor", "event_type=hangup&call_uuid=v-2&answered=false&" + how);

        Assert.Equal(outcome, CallEventJson.Name(_events[^1].Outcome!.Value));
        Assert.Equal(outcome == "abandoned" ? 33 : null, _events.Find(e => e.Kind == CallKind.Abandoned)?.Seconds);
    }

    [Fact]
    public void Netgsm_a_call_through_a_queue_with_its_record()
    {
        const string Call = "\"unique_id\":\"1428481945.3543\",\"timestamp\":\"1795338000000\"";
        Json("netgsm", $$"""{"scenario":"Inbound_call","pbx_num":"08501112233","customer_num":"05321234567",{{Call}}}""");
        Json("netgsm", $$"""{"scenario":"Context","Context_Name":"ana","TYPE":"ivr",{{Call}}}""");
        Json("netgsm", $$"""{"scenario":"Queue","queue_name":"cozum",{{Call}}}""");
        Json("netgsm", $$"""{"scenario":"Answer","internal_num":"101","holdtime":"7",{{Call}}}""");
        Json("netgsm", $$"""{"scenario":"Hangup","internal_num":"101","talktime":"30",{{Call}}}""");
        Json("netgsm", """{"scenario":"cdr","asteriskId":"1428481945.3543","arayan":"05321234567","aranan":"08501112233","sure":"30","sondurum":"ANSWERED","seskaydi":"https://rec.example/1.wav"}""");

        Assert.Equal(
            ["1 rang", "2 queued cozum", "3 answered 101 7s", "4 ended 101 30s answered", "5 recorded"], Lines("netgsm:1428481945.3543", "05321234567", "08501112233"));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_795_338_000_000), _events[0].At);
    }

    [Fact]
    public void Bulutfon_numbers_may_be_numbers()
    {
        const string Call = "\"uuid\":\"b-1\",\"caller\":905321234567,\"callee\":908501112233,\"direction\":\"IN\",\"timestamp\":1795338000000000";
        Json("bulutfon", $$"""{"event_type":"call_init",{{Call}}}""");
        Json("bulutfon", $$"""{"event_type":"incoming_call_group","group":"cozum",{{Call}}}""");
        Json("bulutfon", $$"""{"event_type":"incoming_call_extension","extension":101,{{Call}}}""");
        Json("bulutfon", $$"""{"event_type":"call_hangup","extension":101,"talk_duration":12,"hangup_cause":"NORMAL_CLEARING",{{Call}}}""");

        Assert.Equal(["1 rang", "2 queued cozum", "3 offered 101", "4 answered 101", "5 ended 101 12s answered"], Lines("bulutfon:b-1", "905321234567", "908501112233"));
    }

    [Fact]
    public void Bulutfon_a_missed_call()
    {
        Form("bulutfon", "event_type=missing_call&uuid=b-2&caller=905321234567&callee=908501112233&hangup_detail=recv_bye");

        Assert.Equal(["1 abandoned", "2 ended abandoned"], Lines("bulutfon:b-2", "905321234567", "908501112233"));
    }

    [Fact]
    public void The_hubs_own_format_is_a_timelines_event()
    {
        Json("signed", """{"call":"x-1","kind":"ended","at":"2026-11-22T09:00:00Z","from":"1","to":"2","queue":null,"agent":"1001","seconds":5,"outcome":"no-answer","more":{"any":[1,2]}}""");

        Assert.Equal(["1 ended 1001 5s no-answer"], Lines("signed:x-1", "1", "2"));
        Assert.Equal("[1,2]", _events[0].Received!["more.any"]);
    }

    [Fact]
    public void A_repeated_request_tells_nothing_again()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Form("twilio", "CallSid=CA1&Direction=inbound&CallStatus=ringing");
            Form("twilio", "CallSid=CA1&Direction=inbound&CallStatus=completed");
        }

        Assert.Equal([CallKind.Rang, CallKind.Ended], _events.Select(e => e.Kind));
    }

    [Fact]
    public void Of_very_many_calls_the_oldest_are_forgotten()
    {
        for (var i = 0; i <= ReportedCalls.Remembered; i++) Form("twilio", $"CallSid=CA{i}&CallStatus=ringing");
        _events.Clear();

        Form("twilio", $"CallSid=CA{ReportedCalls.Remembered}&CallStatus=ringing");
        Assert.Empty(_events);
        Form("twilio", "CallSid=CA0&CallStatus=ringing");
        Assert.Single(_events);
    }

    [Fact]
    public void Nonsense_reports_nothing_and_breaks_nothing()
    {
        string[] values = ["", "0", "-1", "99999999999999999999", "null", "{}", "2026-99-99 99:99:99", "ringing", "hangup", "completed", "true"];
        string[] names =
        [
            "call_uuid", "CallSid", "ParentCallSid", "uuid", "unique_id", "event_type", "scenario", "CallStatus", "timestamp", "Timestamp", "To", "start_stamp",
            "answer_stamp", "end_stamp", "talktime", "duration", "kind", "call", "at", "seconds", "outcome", "sondurum", "answered", "Direction",
        ];
        var random = new Random(3);
        foreach (var provider in CallReports.Providers)
        {
            for (var attempt = 0; attempt < 500; attempt++)
                Form(provider, string.Join('&', Enumerable.Range(0, 12).Select(_ => $"{names[random.Next(names.Length)]}={values[random.Next(values.Length)]}")));
        }

        Assert.All(_events.GroupBy(e => e.Call), call => Assert.True(call.Count(e => e.Kind == CallKind.Ended) <= 1));
    }

    [Theory]
    [InlineData("application/json", "{\"a\":")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "")]
    [InlineData("text/plain", "a=b")]
    [InlineData(null, "a=b")]
    public void What_is_neither_a_form_nor_an_object_is_not_read(string? type, string body) =>
        Assert.Null(ReportFields.Read(type, Encoding.UTF8.GetBytes(body)));

    private void Form(string provider, string body) => Take(provider, ReportFields.Read("application/x-www-form-urlencoded; charset=utf-8", Encoding.UTF8.GetBytes(body))!);

    private void Json(string provider, string body) => Take(provider, ReportFields.Read("application/json", Encoding.UTF8.GetBytes(body))!);

    private void Take(string provider, ReportFields fields)
    {
        (_calls, var events) = _calls.Apply(provider, CallReports.Read(provider, fields), fields.All, Now);
        _events.AddRange(events);
    }

    /// <summary>The events, all of this call and these numbers.</summary>
    private string[] Lines(string call, string from, string to)
    {
        Assert.All(_events, e => Assert.Equal((call, from, to), (e.Call, e.From, e.To)));
        return [.. _events.Select(e => string.Join(' ', new[]
        {
            $"{e.Seq} {CallEventJson.Name(e.Kind)}", e.Queue, e.Agent, e.Seconds is { } s ? $"{s}s" : null, e.Outcome is { } o ? CallEventJson.Name(o) : null,
        }.Where(part => part is not null)))];
    }
}
