using ContactHub.EngineFacts.BadContracts;
using ContactHub.TestKit;

namespace ContactHub.EngineFacts;

/// <summary>Each way to break a contract is found. The bad contracts would not pass Orleans' own code generator.</summary>
public sealed class BadContractTests
{
    [Theory]
    [InlineData(typeof(IKeylessGrain), "IKeylessGrain is neither IGrainWithStringKey nor IGrainObserver")]
    [InlineData(typeof(INamelessGrain), "INamelessGrain has no [Alias]")]
    [InlineData(typeof(IMethodsGrain), "has 2 methods with the alias \"same\"")]
    [InlineData(typeof(IMethodsGrain), "IMethodsGrain.Nameless has no [Alias]")]
    [InlineData(typeof(IMethodsGrain), "IMethodsGrain.Number returns neither Task nor ValueTask")]
    [InlineData(typeof(IMethodsGrain), "IMethodsGrain.TokenFirst takes its CancellationToken before other parameters")]
    [InlineData(typeof(IValuesGrain), "Bare has no [GenerateSerializer]")]
    [InlineData(typeof(IValuesGrain), "Bare has no [Alias]")]
    [InlineData(typeof(IValuesGrain), "Bare is not [Immutable]")]
    [InlineData(typeof(IValuesGrain), "OpenRecord is neither sealed nor abstract")]
    [InlineData(typeof(IValuesGrain), "Settable.Number can be changed after construction")]
    [InlineData(typeof(IValuesGrain), "Settable.field can be changed after construction")]
    [InlineData(typeof(IValuesGrain), "Ids.Second has the [Id(0)] of First")]
    [InlineData(typeof(IValuesGrain), "Ids.Third has no [Id]")]
    [InlineData(typeof(IValuesGrain), "Holders has the alias \"bad.ids\"")]
    [InlineData(typeof(IValuesGrain), "Holders.List: System.Collections.Generic.List")]
    [InlineData(typeof(IValuesGrain), "Holders.Array: System.Int32[]")]
    [InlineData(typeof(IValuesGrain), "Holders.Times: System.DateTime ")]
    [InlineData(typeof(IValuesGrain), "PlainClass is not a type that contracts may carry")]
    [InlineData(typeof(IValuesGrain), "Child has no [GenerateSerializer]")]
    [InlineData(typeof(IValuesGrain), "Colour has no [GenerateSerializer]")]
    public void A_broken_contract_is_found(Type contract, string violation) =>
        Assert.Contains(ContractWalk.Violations([contract]), found => found.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void A_computed_property_needs_no_id() =>
        Assert.DoesNotContain(ContractWalk.Violations([typeof(IValuesGrain)]), found => found.Contains("Sum", StringComparison.Ordinal));
}
