using ContactHub.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.FaqBot;

public sealed class FaqIndexSourceTests : HubFacts
{
    [Fact]
    public async Task Whoever_waits_for_another_ones_look_when_the_hub_ends_goes_on()
    {
        using var time = new HeldTime();
        var source = new FaqIndexSource(Hub.Service<FaqStore>(), time, NullLogger<FaqIndexSource>.Instance);
        var first = Task.Run(() => source.Refresh());
        time.Reached.Wait();
        var second = source.Refresh();

        source.Dispose();
        time.Release.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Eventually.Patience));
        await first;
    }

    /// <summary>Stops whoever asks what time it is until it is released.</summary>
    private sealed class HeldTime : TimeProvider, IDisposable
    {
        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Release { get; } = new();

        public override long GetTimestamp()
        {
            Reached.Set();
            Release.Wait();
            return 0;
        }

        public void Dispose()
        {
            Reached.Dispose();
            Release.Dispose();
        }
    }
}
