using ContactHub.TestKit;

namespace ContactHub.Outbound;

public sealed class OutboundTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_happens_after_the_channel_is_there_is_sent_in_order(bool postgres)
    {
        await using var stage = await OutboundStage.Open(postgres);
        await stage.Post("before", 3);
        var channel = new RecordingChannel();
        await stage.Start(channel);
        await stage.Post("a", 5);
        await stage.Post("a", 1, "noteAdded");
        await stage.Post("b", 2);

        await stage.Until(() => channel.Sent.Count == 7);
        Assert.Equal(["a/1", "a/2", "a/3", "a/4", "a/5"], channel.SentPlaces.Where(p => p[0] == 'a'));
        Assert.Equal(["b/1", "b/2"], channel.SentPlaces.Where(p => p[0] == 'b'));
    }

    [Fact]
    public async Task What_happens_while_the_process_is_away_is_sent_afterwards()
    {
        await using var stage = await OutboundStage.Open();
        var channel = new RecordingChannel();
        var node = await stage.Start(channel);
        await stage.Post("a");
        await stage.Until(() => channel.Sent.Count == 1);
        await node.StopAsync(default);

        await stage.Post("a", 2);
        await stage.Start(channel);
        await stage.Until(() => channel.Sent.Count == 3);
        Assert.Equal(["a/1", "a/2", "a/3"], channel.SentPlaces);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_sent_again_under_the_same_id_and_holds_back_its_key_only()
    {
        await using var stage = await OutboundStage.Open();
        var channel = new RecordingChannel { Answer = (d, _) => new(d is { ConversationId: "a", Seq: 1, Attempts: < 3 } ? new DeliveryOutcome.Retry("no", Code: "503") : new DeliveryOutcome.Delivered()) };
        await stage.Start(channel);
        await stage.Post("a", 2);
        await stage.Post("b", 2);

        await stage.Until(() => channel.Sent.Count == 6);
        Assert.Equal(["a/1", "a/1", "a/1", "a/2"], channel.SentPlaces.Where(p => p[0] == 'a'));
        Assert.Single(channel.Sent.Where(d => d is { ConversationId: "a", Seq: 1 }).DistinctBy(d => d.Id));
        Assert.Equal(["b/1", "b/2"], channel.SentPlaces.Where(p => p[0] == 'b'));
        Assert.True(channel.SentPlaces.ToList().IndexOf("b/2") < channel.SentPlaces.ToList().IndexOf("a/2"));
    }

    [Fact]
    public async Task An_exception_and_silence_are_tried_again_too()
    {
        await using var stage = await OutboundStage.Open();
        var channel = new RecordingChannel
        {
            Answer = async (d, ct) =>
            {
                if (d.Attempts == 1) throw new IOException("The line is down.");
                if (d.Attempts == 2) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                return new DeliveryOutcome.Delivered();
            },
        };
        await stage.Start(channel);
        await stage.Post("a");

        await stage.Until(() => channel.Sent.Count == 3, TimeSpan.FromMilliseconds(100));
        Assert.Equal([null, "fault", "timeout"], channel.Sent.Select(d => d.Code));
    }

    [Fact]
    public async Task What_is_given_up_is_told_until_the_channel_takes_it_in_and_lets_the_next_one_go()
    {
        await using var stage = await OutboundStage.Open();
        var channel = new RecordingChannel { Answer = (d, _) => new(d.Seq == 1 ? new DeliveryOutcome.Failed("unknown", "550") : new DeliveryOutcome.Delivered()) };
        channel.Telling = _ => channel.GaveUp.Count < 3 ? throw new IOException("not now") : ValueTask.CompletedTask;
        await stage.Start(channel);
        await stage.Post("a", 2);

        await stage.Until(() => channel.GaveUp.Count == 3, TimeSpan.FromMilliseconds(200));
        Assert.Equal(["a/1", "a/2"], channel.SentPlaces);
        Assert.All(channel.GaveUp, d => Assert.Equal(("550", "unknown", 1), (d.Code, d.Detail, d.Attempts)));
        await Eventually.Holds(() => stage.Deliveries.Count("test").GetAwaiter().GetResult().GetValueOrDefault(DeliveryState.GivenUp) == 1);
    }

    [Fact]
    public async Task One_channels_fault_does_not_stop_the_others_and_passes()
    {
        await using var stage = await OutboundStage.Open();
        var faulty = new RecordingChannel("faulty") { Selecting = e => { if (e.Seq == 2) throw new InvalidOperationException("What is this?"); } };
        var sound = new RecordingChannel("sound");
        await stage.Start(faulty, sound);
        await stage.Post("a", 3);
        await stage.Until(() => sound.Sent.Count == 3);
        await stage.Until(() => faulty.Sent.Count == 1);

        faulty.Selecting = _ => { };
        await stage.Until(() => faulty.Sent.Count == 3);
        Assert.Equal(["a/1", "a/2", "a/3"], faulty.SentPlaces);
        Assert.Equal(3, sound.Sent.Count);
    }

    [Fact]
    public async Task A_channel_that_is_away_for_a_while_goes_on_where_it_was()
    {
        await using var stage = await OutboundStage.Open();
        var channel = new RecordingChannel { Answer = (_, _) => new(new DeliveryOutcome.Retry("no")) };
        var node = await stage.Start(channel);
        await stage.Post("a");
        await stage.Until(() => !channel.Sent.IsEmpty);
        await node.StopAsync(default);
        var without = await stage.Start(new RecordingChannel("another"));
        await stage.Post("a");
        await without.StopAsync(default);

        var back = new RecordingChannel();
        await stage.Start(back);
        await stage.Until(() => back.Sent.Count == 2);
        Assert.Equal(["a/1", "a/2"], back.SentPlaces);
    }

    [Fact]
    public async Task Without_a_channel_nobody_follows_the_log()
    {
        await using var stage = await OutboundStage.Open();
        using var node = new OutboundService(
            stage.Log, stage.Database, new DeliveryStore(stage.Database, stage.Clock), stage.Deliveries, new Storage.LeaseStore(stage.Database, stage.Clock), [], stage.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OutboundService>.Instance);
        await node.StartAsync(default);
        await node.ExecuteTask!.WaitAsync(Eventually.Patience);
        Assert.Equal(0, stage.Clock.ArmedTimers);
    }

    [Fact]
    public async Task Of_two_nodes_one_sends_each_delivery_and_the_other_takes_over()
    {
        await using var stage = await OutboundStage.Open(postgres: true);
        var channels = new[] { new RecordingChannel(), new RecordingChannel() };
        var first = await stage.Start(channels[0]);
        await stage.Start(channels[1]);
        for (var i = 0; i < 10; i++) await stage.Post($"c{i}", 3);
        await stage.Until(() => channels.Sum(c => c.Sent.Count) == 30);

        await first.StopAsync(default);
        await stage.Post("c0");
        await stage.Until(() => channels.Sum(c => c.Sent.Count) == 31);
        Assert.Equal(31, channels.SelectMany(c => c.Sent).DistinctBy(d => d.Id).Count());
    }
}
