using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Load;

/// <summary>A run must find what a faulty server does; these servers are faulty on purpose.</summary>
public sealed class LoadRunTests
{
    [Fact]
    public async Task A_server_that_does_all_well_gives_a_clean_report()
    {
        RunReport report = await RunAsync((number, events) => events.Deliver(number));

        Assert.True(report.Clean, report.ToString());
        Assert.Equal(report.Sent, report.Delivered);
        Assert.Equal(report.Sent, report.Acknowledged);
    }

    [Fact]
    public async Task A_dropped_message_is_lost_though_it_was_acknowledged()
    {
        RunReport report = await RunAsync((number, events) =>
        {
            if (number == 5)
                events.Acknowledge(number);
            else
                events.Deliver(number);
        });

        Assert.Equal((2, 0, 0), (report.Lost, report.Duplicated, report.OutOfOrder));
        Assert.False(report.Clean);
    }

    [Fact]
    public async Task A_message_delivered_twice_is_a_duplicate()
    {
        RunReport report = await RunAsync((number, events) =>
        {
            events.Deliver(number);
            if (number == 3)
                events.Arrived(new MessageMark(0, number, 0));
        });

        Assert.Equal((0, 2, 0), (report.Lost, report.Duplicated, report.OutOfOrder));
    }

    [Fact]
    public async Task Two_messages_that_change_places_are_out_of_order_once_a_pair()
    {
        RunReport report = await RunAsync((number, events) =>
        {
            if (number != 7)
                events.Deliver(number);
            if (number == 8)
                events.Deliver(7);
        });

        Assert.Equal((0, 0, 2), (report.Lost, report.Duplicated, report.OutOfOrder));
    }

    [Fact]
    public async Task A_refused_message_is_rejected_and_not_lost()
    {
        RunReport report = await RunAsync((number, events) =>
        {
            if (number == 2)
                events.Reject(number, "HubException: tooLong: ...");
            else
                events.Deliver(number);
        });

        Assert.Equal((2, 0), (report.Rejected, report.Lost));
        Assert.Equal("HubException: tooLong: ...", report.FirstError);
        Assert.False(report.Clean);
    }

    private static Task<RunReport> RunAsync(Action<int, Events> answer)
    {
        LoadShape shape = new(Pairs: 2, Window: 1, Rate: 200, TimeSpan.Zero, TimeSpan.FromSeconds(0.5));
        return new LoadRun("faulty", new Target(answer), shape, server: null, TimeProvider.System).RunAsync(CancellationToken.None);
    }

    private sealed class Events(IPairEvents pair)
    {
        public void Deliver(int number)
        {
            Arrived(new MessageMark(0, number, System.Diagnostics.Stopwatch.GetTimestamp()));
            Acknowledge(number);
        }

        public void Arrived(MessageMark mark) => pair.Arrived(mark);

        public void Acknowledge(int number) => pair.Acknowledge(number);

        public void Reject(int number, string error) => pair.Reject(number, error);
    }

    private sealed class Target(Action<int, Events> answer) : ILoadTarget
    {
        public bool Acknowledges => true;

        public Task<IPairLink> ConnectAsync(int pair, IPairEvents events, CancellationToken cancel) =>
            Task.FromResult<IPairLink>(new Link(answer, new Events(events)));

        public Task<HubConnection> ConnectIdleAsync(CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class Link(Action<int, Events> answer, Events events) : IPairLink
    {
        public void Send(int number, long timestamp) => answer(number, events);

        public void KeepAlive()
        {
        }

        public void Dispose()
        {
        }
    }
}
