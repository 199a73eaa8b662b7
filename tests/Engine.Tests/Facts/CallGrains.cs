namespace ContactHub.EngineFacts;

[Alias("facts.call")]
public interface ICallGrain : IGrainWithStringKey
{
    [Alias("sum")]
    ValueTask<int> Sum(int left, int right);

    [Alias("key")]
    Task<string> Key();

    [Alias("echo")]
    Task<Parcel> Echo(Parcel parcel);

    [Alias("fail")]
    Task Fail(string text);

    [Alias("fail-at-once")]
    Task<int> FailAtOnce(string text);

    [Alias("introduce")]
    Task<string> IntroduceTo(ICallGrain other);

    [Alias("key-of")]
    Task<string> KeyOf(ICallGrain caller);

    [Alias("me")]
    Task<ICallGrain> Me();
}

[Alias("facts.call-other")]
public interface ICallOtherGrain : IGrainWithStringKey
{
    [Alias("count")]
    Task<int> Count();
}

[GenerateSerializer]
[Immutable]
[Alias("facts.parcel")]
public sealed record Parcel([property: Id(0)] string Content, [property: Id(1)] int Weight);

[GenerateSerializer]
[Alias("facts.refused")]
public sealed class RefusedException(string message) : Exception(message);

public sealed class CallGrain : Grain, ICallGrain, ICallOtherGrain
{
    private int calls;

    public ValueTask<int> Sum(int left, int right) => new(left + right);

    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyString()}:{++calls}");

    public Task<int> Count() => Task.FromResult(++calls);

    public async Task<Parcel> Echo(Parcel parcel)
    {
        await Task.Yield();
        return parcel;
    }

    public async Task Fail(string text)
    {
        await Task.Yield();
        throw new RefusedException(text);
    }

    public Task<int> FailAtOnce(string text) => throw new RefusedException(text);

    public Task<string> IntroduceTo(ICallGrain other) => other.KeyOf(this);

    // Asks the reference, because calling back would wait for the caller's turn.
    public Task<string> KeyOf(ICallGrain caller) => Task.FromResult($"{caller.GetType() != typeof(CallGrain)}:{caller.GetPrimaryKeyString()}");

    public Task<ICallGrain> Me() => Task.FromResult(this.AsReference<ICallGrain>());
}

[Alias("facts.nobody")]
public interface INobodyGrain : IGrainWithStringKey;

[Alias("facts.twins")]
public interface ITwinGrain : IGrainWithStringKey
{
    [Alias("name")]
    Task<string> Name();
}

public sealed class FirstTwinGrain : Grain, ITwinGrain
{
    public Task<string> Name() => Task.FromResult("first");
}

public sealed class SecondTwinGrain : Grain, ITwinGrain
{
    public Task<string> Name() => Task.FromResult("second");
}

[Alias("facts.hidden")]
internal interface IHiddenGrain : IGrainWithStringKey
{
    [Alias("pass")]
    Task<HiddenParcel> Pass(HiddenParcel parcel);
}

[GenerateSerializer]
[Immutable]
[Alias("facts.hidden-parcel")]
internal sealed record HiddenParcel([property: Id(0)] string Content);

internal sealed class HiddenGrain : Grain, IHiddenGrain
{
    public Task<HiddenParcel> Pass(HiddenParcel parcel) => Task.FromResult(parcel);
}
