using System.Globalization;

namespace ContactHub.EngineFacts;

[Alias("facts.stress")]
public interface IStressGrain : IGrainWithStringKey
{
    /// <summary>Counts the call, calls the next grain, and sometimes ends the activation.</summary>
    [Alias("pass")]
    Task<int> Pass(int depth, int grains);
}

public sealed class StressGrain : Grain, IStressGrain
{
    private int inside;

    public async Task<int> Pass(int depth, int grains)
    {
        if (++inside != 1)
        {
            throw new RefusedException("two calls in one grain");
        }

        var below = 0;
        if (depth > 0)
        {
            // Always upwards, so that no cycle of waiting grains can come about.
            var next = int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture) + 1;
            below = next < grains ? await GrainFactory.GetGrain<IStressGrain>(next.ToString(CultureInfo.InvariantCulture)).Pass(depth - 1, grains) : 0;
        }

        if ((depth + below) % 5 == 0)
        {
            DeactivateOnIdle();
        }

        inside--;
        return below + 1;
    }
}

public sealed class StressFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task Every_call_is_answered_once_while_activations_come_and_go()
    {
        const int Grains = 40;
        var callers = Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            for (var call = 0; call < 300; call++)
            {
                var first = (caller + call) % Grains;
                var answer = await engine.Grain<IStressGrain>(first.ToString(CultureInfo.InvariantCulture)).Pass(4, Grains);
                Assert.Equal(Math.Min(5, Grains - first), answer);
            }
        }));
        await Task.WhenAll(callers).Soon();
    }
}
