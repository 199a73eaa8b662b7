using System.Collections.Concurrent;
using System.Globalization;
using ContactHub.TestKit;

namespace ContactHub.EngineFacts;

[Alias("facts.stress")]
public interface IStressGrain : IGrainWithStringKey
{
    /// <summary>Notes the call, calls the next grain, and sometimes ends the activation.</summary>
    [Alias("pass")]
    Task<int> Pass(string call, int depth, int grains);
}

public sealed class StressGrain : Grain, IStressGrain
{
    /// <summary>How often each call has run, and how often the engine refused one, which its caller then repeated.</summary>
    internal static readonly ConcurrentDictionary<string, int> Runs = new(StringComparer.Ordinal);
    private static int refusals;
    private int inside;

    internal static int Refusals => Volatile.Read(ref refusals);

    public async Task<int> Pass(string call, int depth, int grains)
    {
        if (++inside != 1)
        {
            throw new RefusedException("two calls in one grain");
        }

        Runs.AddOrUpdate(call, 1, static (_, runs) => runs + 1);
        // Always upwards, so that no cycle of waiting grains can come about.
        var next = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture) + 1;
        var below = depth > 0 && next < grains ? await PassOn(GrainFactory, next, call + ">", depth - 1, grains) : 0;
        if ((depth + below) % 5 == 0)
        {
            DeactivateOnIdle();
        }

        inside--;
        return below + 1;
    }

    internal static async Task<int> PassOn(IGrainFactory grains, int to, string call, int depth, int count)
    {
        while (true)
        {
            try
            {
                return await grains.GetGrain<IStressGrain>(to.ToString(CultureInfo.InvariantCulture)).Pass(call, depth, count);
            }
            catch (Exception e) when (TestEngine.IsRefusal(e))
            {
                Interlocked.Increment(ref refusals);
            }
        }
    }
}

public sealed class StressFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task Every_call_runs_once_and_is_answered_or_refused_without_having_run_while_activations_come_and_go()
    {
        const int Grains = 40;
        const int Callers = 16;
        const int Calls = 1500;
        var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < Calls; call++)
            {
                var first = (caller + call) % Grains;
                var answer = await StressGrain.PassOn(engine.Client, first, FormattableString.Invariant($"{caller}/{call}"), 4, Grains);
                Assert.Equal(Math.Min(5, Grains - first), answer);
            }
        }));
        await Task.WhenAll(callers).Soon();

        Assert.DoesNotContain(StressGrain.Runs, run => run.Value != 1);
        Assert.Equal(Enumerable.Range(0, Callers * Calls).Sum(n => Math.Min(5, Grains - (((n / Calls) + (n % Calls)) % Grains))), StressGrain.Runs.Count);
        Assert.InRange(StressGrain.Refusals, 0, TestEngine.RefusesCalls ? Callers * Calls : 0);
    }
}
