using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.EngineFacts;

[Alias("facts.filtered")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("double")]
    Task<int> Double(int number);

    [Alias("refuse")]
    Task Refuse();
}

/// <summary>A grain with a filter of its own, which adds one to every result.</summary>
public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> Double(int number) => Task.FromResult(2 * number);

    public Task Refuse() => throw new RefusedException("no");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = context.Result is int result ? result + 1 : context.Result;
    }
}

public sealed class NotingFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var journal = Journal.Named($"filter {context.TargetId.Key}");
        journal.Note($"{context.MethodName}({(context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : "")})");
        try
        {
            await context.Invoke();
            journal.Note($"{context.ImplementationMethod.DeclaringType!.Name} gave {context.Result}");
        }
        catch (RefusedException refusal)
        {
            journal.Note(refusal.Message);
            throw;
        }
    }
}

public sealed class FilterFacts
{
    private static Task<EngineHost> StartAsync() => EngineHost.StartAsync(silo =>
    {
        silo.AddIncomingGrainCallFilter<NotingFilter>();
        silo.AddIncomingGrainCallFilter(async context =>
        {
            if (context.Grain is FilteredGrain && context.Request.GetArgumentCount() == 1)
            {
                context.Request.SetArgument(0, (int)context.Request.GetArgument(0)! + 100);
            }

            await context.Invoke();
        });
        silo.Services.AddSingleton("any service");
    });

    [Fact]
    public async Task Filters_wrap_a_call_in_the_order_of_registration_and_the_grains_own_comes_last()
    {
        await using var host = await StartAsync();
        var journal = Journal.Named("filter order");
        Assert.Equal(203, await host.Grain<IFilteredGrain>("order").Double(1).Soon());
        Assert.Equal("Double(1)", await journal.Next());
        Assert.Equal("FilteredGrain gave 203", await journal.Next());
    }

    [Fact]
    public async Task A_filter_sees_the_exception_and_the_caller_gets_it_as_itself()
    {
        await using var host = await StartAsync();
        await Assert.ThrowsAsync<RefusedException>(() => host.Grain<IFilteredGrain>("refusal").Refuse().Soon());
        Assert.Equal("Refuse()", await Journal.Named("filter refusal").Next());
        Assert.Equal("no", await Journal.Named("filter refusal").Next());
    }
}
