using ContactHub.Conversations;
using ContactHub.TestKit;

namespace ContactHub.EngineFacts;

public sealed class ContractWalkTests
{
    [Fact]
    public void The_hubs_contracts_may_cross_a_grain_call_on_either_engine() =>
        Assert.Empty(ContractWalk.Violations(typeof(IConversationGrain).Assembly));

    [Fact]
    public void The_walk_sees_the_hubs_interfaces() =>
        Assert.Contains(typeof(IConversationGrain), typeof(IConversationGrain).Assembly.GetTypes().Where(typeof(IGrainWithStringKey).IsAssignableFrom));
}
