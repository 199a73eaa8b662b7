namespace ContactHub.EngineFacts;

public sealed class CallFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task A_call_returns_the_result_of_the_method()
    {
        var parcel = new Parcel("book", 3);
        var grain = engine.Grain<ICallGrain>("result");
        Assert.Equal(5, await grain.Sum(2, 3));
        Assert.Equal(parcel, await grain.Echo(parcel));
    }

    [Fact]
    public async Task Every_interface_of_a_class_reaches_the_same_activation()
    {
        Assert.Equal("shared:1", await engine.Grain<ICallGrain>("shared").Key());
        Assert.Equal(2, await engine.Grain<ICallOtherGrain>("shared").Count());
        Assert.Equal(3, await engine.Grain<ICallGrain>("shared").AsReference<ICallOtherGrain>().Count());
    }

    [Fact]
    public async Task Each_key_has_its_own_activation()
    {
        Assert.Equal("left:1", await engine.Grain<ICallGrain>("left").Key());
        Assert.Equal("right:1", await engine.Grain<ICallGrain>("right").Key());
    }

    [Fact]
    public async Task An_exception_of_the_method_arrives_as_itself()
    {
        var grain = engine.Grain<ICallGrain>("failing");
        var late = await Assert.ThrowsAsync<RefusedException>(() => grain.Fail("later"));
        var early = await Assert.ThrowsAsync<RefusedException>(() => grain.FailAtOnce("at once"));
        Assert.Equal(("later", "at once"), (late.Message, early.Message));
        Assert.Equal(2, await grain.Sum(1, 1));
    }

    [Fact]
    public async Task Interfaces_and_values_may_be_internal() =>
        Assert.Equal(new HiddenParcel("secret"), await engine.Grain<IHiddenGrain>("hidden").Pass(new HiddenParcel("secret")));

    [Fact]
    public async Task This_passed_as_an_argument_arrives_as_a_reference() =>
        Assert.Equal("True:giver", await engine.Grain<ICallGrain>("giver").IntroduceTo(engine.Grain<ICallGrain>("taker")));

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        var grain = engine.Grain<ICallGrain>("same");
        Assert.Equal(grain, engine.Grain<ICallGrain>("same"));
        Assert.Equal(grain.GetHashCode(), engine.Grain<ICallGrain>("same").GetHashCode());
        Assert.Equal(grain, await grain.Me());
        Assert.NotEqual(grain, engine.Grain<ICallGrain>("different"));
    }

    [Fact]
    public void A_reference_knows_its_key() => Assert.Equal("anna", engine.Grain<ICallGrain>("anna").GetPrimaryKeyString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_key_is_refused(string key) => Assert.Throws<ArgumentException>(() => engine.Grain<ICallGrain>(key));

    [Fact]
    public void An_interface_that_no_class_implements_is_refused() =>
        // Orleans calls the interface by its alias.
        Assert.Contains("nobody", Assert.Throws<ArgumentException>(() => engine.Grain<INobodyGrain>("a")).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void An_interface_that_two_classes_implement_is_refused() => Assert.Throws<ArgumentException>(() => engine.Grain<ITwinGrain>("a"));

    [Fact]
    public async Task A_class_name_prefix_chooses_between_two_implementations() =>
        Assert.Equal("second", await engine.Client.GetGrain<ITwinGrain>("a", typeof(SecondTwinGrain).FullName).Name());
}
