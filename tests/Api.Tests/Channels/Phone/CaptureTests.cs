namespace ContactHub.Phone.Tests;

/// <summary>What really happened in each capture, read from the raw stream by hand.</summary>
public sealed class CaptureTests
{
    [Theory]
    [InlineData("00-login")]
    [InlineData("00a-login-failed")]
    [InlineData("01-queue-status")]
    [InlineData("16-queue-member-admin")]
    [InlineData("18-events-off")]
    public void Nobody_calls(string capture) => Assert.Empty(Timeline.Of(capture));

    [Fact]
    public void A_citizen_waits_is_answered_and_hangs_up() => Assert.Equal(
    [
        "0.0 1 rang 05321234567>153",
        "0.5 2 recorded 05321234567>153",
        "0.5 3 queued 05321234567>153 in cozum153",
        "0.5 4 offered 05321234567>153 in cozum153 by 1001",
        "3.0 5 answered 05321234567>153 in cozum153 by 1001 2s",
        "14.0 6 ended 05321234567>153 by 1001 11s answered",
    ],
        Timeline.Lines("02-"));

    [Fact]
    public void The_agent_hangs_up() => Assert.Equal(
    [
        "0.0 1 rang 05559876543>153",
        "0.5 2 recorded 05559876543>153",
        "0.5 3 queued 05559876543>153 in cozum153",
        "0.5 4 offered 05559876543>153 in cozum153 by 1001",
        "1.5 5 answered 05559876543>153 in cozum153 by 1001 1s",
        "4.2 6 ended 05559876543>153 by 1001 3s answered",
    ],
        Timeline.Lines("03-"));

    [Fact]
    public void A_citizen_gives_up_while_the_agent_is_rung() => Assert.Equal(
    [
        "0.0 1 rang 02121112233>153",
        "0.5 2 recorded 02121112233>153",
        "0.5 3 queued 02121112233>153 in cozum153",
        "0.5 4 offered 02121112233>153 in cozum153 by 1001",
        "4.0 5 abandoned 02121112233>153 in cozum153 4s",
        "4.0 6 ended 02121112233>153 abandoned",
    ],
        Timeline.Lines("04-"));

    [Fact]
    public void A_queue_without_agents_lets_nobody_in() => Assert.Equal(
    [
        "0.0 1 rang 05350001122>155",
        "0.5 2 left 05350001122>155 in bos",
        "0.5 3 ended 05350001122>155 no-answer",
    ],
        Timeline.Lines("07-"));

    [Fact]
    public void The_agent_rejects_is_rung_again_and_answers() => Assert.Equal(
    [
        "0.0 1 rang 05360001122>153",
        "0.5 2 recorded 05360001122>153",
        "0.5 3 queued 05360001122>153 in cozum153",
        "0.5 4 offered 05360001122>153 in cozum153 by 1001",
        "1.5 5 declined 05360001122>153 in cozum153 by 1001 1s",
        "2.5 6 offered 05360001122>153 in cozum153 by 1001",
        "3.9 7 answered 05360001122>153 in cozum153 by 1001 4s",
        "16.1 8 ended 05360001122>153 by 1001 12s answered",
    ],
        Timeline.Lines("08-"));

    [Fact]
    public void An_agent_calls_a_citizen_by_click() => Assert.Equal(
    [
        "0.8 1 rang 4441530>05321234567 by 1001",
        "2.3 2 answered 4441530>05321234567 by 1001 2s",
        "5.4 3 ended 4441530>05321234567 by 1001 3s answered",
    ],
        Timeline.Lines("10-"));

    [Fact]
    public void The_agent_who_clicked_does_not_pick_up() => Assert.Equal(
    [
        "0.0 1 rang ->1001 by 1001",
        "4.0 2 ended ->1001 no-answer",
    ],
        Timeline.Lines("11-"));

    [Fact]
    public void Of_a_call_that_began_before_the_stream_only_the_end_is_told() =>
        Assert.Equal(["0.3 1 ended 4441530>05320000000 busy"], Timeline.Lines("13-"));

    [Fact]
    public void A_menu_is_no_answer_and_the_queue_after_it_is() => Assert.Equal(
    [
        "0.0 1 rang 05391110001>156",
        "1.1 2 queued 05391110001>156 in cozum153",
        "1.1 3 offered 05391110001>156 in cozum153 by 1001",
        "1.6 4 answered 05391110001>156 in cozum153 by 1001 0s",
        "16.0 5 ended 05391110001>156 by 1001 15s answered",
    ],
        Timeline.Lines("15-"));

    [Fact]
    public void A_waiting_call_is_hung_up_by_an_action() => Assert.Equal(
    [
        "0.0 1 rang 05391110009>153",
        "0.5 2 recorded 05391110009>153",
        "0.5 3 queued 05391110009>153 in cozum153",
        "0.5 4 offered 05391110009>153 in cozum153 by 1001",
        "1.6 5 abandoned 05391110009>153 in cozum153 1s",
        "1.6 6 ended 05391110009>153 abandoned",
    ],
        Timeline.Lines("17-"));

    [Fact]
    public void A_transfer_that_comes_to_nothing_is_a_short_hold() => Assert.Equal(
    [
        "0.0 1 rang 05411110004>153",
        "0.5 2 recorded 05411110004>153",
        "0.5 3 queued 05411110004>153 in cozum153",
        "0.5 4 offered 05411110004>153 in cozum153 by 1001",
        "0.9 5 answered 05411110004>153 in cozum153 by 1001 1s",
        "2.9 6 held 05411110004>153 by 1001",
        "2.9 7 resumed 05411110004>153 by 1001 0s",
        "9.6 8 ended 05411110004>153 by 1001 8s answered",
    ],
        Timeline.Lines("23-"));

    [Fact]
    public void One_phone_is_busy_and_another_is_not_there() => Assert.Equal(
    [
        "0.0 1 rang 05411110006>1002",
        "0.0 2 ended 05411110006>1002 busy",
        "0.1 1 rang 05411110007>1009",
        "0.1 2 ended 05411110007>1009 failed",
    ],
        Timeline.Lines("25-"));

    [Fact]
    public void An_application_is_no_person() => Assert.Equal(
    [
        "0.0 1 rang 05411110009>158",
        "4.0 2 ended 05411110009>158 no-answer",
    ],
        Timeline.Lines("27-"));

    [Fact]
    public void An_agent_lets_it_ring_out_and_answers_the_next_time() => Assert.Equal(
    [
        "0.0 1 rang 05321110001>201",
        "0.5 2 queued 05321110001>201 in cozum153",
        "0.5 3 offered 05321110001>201 in cozum153 by 1001",
        "6.5 4 declined 05321110001>201 in cozum153 by 1001 6s",
        "7.5 5 offered 05321110001>201 in cozum153 by 1001",
        "9.0 6 answered 05321110001>201 in cozum153 by 1001 8s",
        "13.0 7 ended 05321110001>201 by 1001 4s answered",
    ],
        Timeline.Lines("31-"));

    [Fact]
    public void A_queue_gives_up_and_the_caller_is_still_there() => Assert.Equal(
    [
        "6.5 4 declined 05321110002>201 in cozum153 by 1001 6s",
        "7.5 5 offered 05321110002>201 in cozum153 by 1001",
        "12.5 6 declined 05321110002>201 in cozum153 by 1001 5s",
        "12.5 7 left 05321110002>201 in cozum153 12s",
        "12.8 8 ended 05321110002>201 no-answer",
    ],
        Timeline.Lines("32-")[3..]);

    [Theory]
    [InlineData("33-")]
    [InlineData("46-")]
    public void The_citizen_is_busy_or_rejects_a_call_by_click(string capture) => Assert.Equal(
        ["1 rang 4441530>05321234567 by 1001", "2 ended 4441530>05321234567 busy"], Timeline.Facts(Timeline.Messages(capture)));

    [Fact]
    public void Of_two_phones_that_ring_one_rejects_and_the_other_answers() => Assert.Equal(
    [
        "0.0 1 rang 05321110051>202",
        "0.5 2 queued 05321110051>202 in imar",
        "0.5 3 offered 05321110051>202 in imar by 1002",
        "0.5 4 offered 05321110051>202 in imar by 1001",
        "1.5 5 declined 05321110051>202 in imar by 1001 1s",
        "3.5 6 answered 05321110051>202 in imar by 1002 3s",
        "6.0 7 ended 05321110051>202 by 1002 3s answered",
    ],
        Timeline.Lines("39-"));

    [Fact]
    public void Of_three_who_wait_for_one_agent_one_gives_up() => Assert.Equal(
    [
        "0.0 1 rang 05321110060>201",
        "0.5 2 queued 05321110060>201 in cozum153",
        "0.5 3 offered 05321110060>201 in cozum153 by 1001",
        "1.0 1 rang 05321110061>201",
        "1.5 2 queued 05321110061>201 in cozum153",
        "1.5 1 rang 05321110062>201",
        "2.0 4 answered 05321110060>201 in cozum153 by 1001 2s",
        "2.0 2 queued 05321110062>201 in cozum153",
        "5.0 3 abandoned 05321110062>201 in cozum153 3s",
        "5.0 4 ended 05321110062>201 abandoned",
        "6.0 5 ended 05321110060>201 by 1001 4s answered",
        "6.5 3 offered 05321110061>201 in cozum153 by 1001",
        "7.5 4 answered 05321110061>201 in cozum153 by 1001 6s",
        "10.5 5 ended 05321110061>201 by 1001 3s answered",
    ],
        Timeline.Lines("40-"));

    [Fact]
    public void A_key_leads_out_of_one_queue_into_another() => Assert.Equal(
    [
        "0.5 3 offered 05321110065>206 in anons by 1001",
        "5.2 4 left 05321110065>206 in anons 5s",
        "5.2 5 queued 05321110065>206 in vergi",
        "5.2 6 offered 05321110065>206 in vergi by 1002",
        "6.2 7 answered 05321110065>206 in vergi by 1002 1s",
        "11.3 8 ended 05321110065>206 by 1002 5s answered",
    ],
        Timeline.Lines("41-")[2..]);

    [Fact]
    public void A_line_has_the_ten_keys_and_the_exact_time() => Assert.Equal(
        """{"call":"belediye-pbx-1795289608.27","seq":1,"kind":"rang","at":"2026-11-21T19:33:28.552281Z","from":"05321234567","to":"153","queue":null,"agent":null,"seconds":null,"outcome":null}""",
        CallEventJson.Line(Timeline.Of("02-")[0]));

    [Fact]
    public void A_recording_names_its_file() => Assert.Equal(
        "/var/spool/asterisk/monitor/belediye-pbx-1795289608.27.wav", Timeline.Of("02-").Single(e => e.Kind == CallKind.Recorded).Recording);
}
