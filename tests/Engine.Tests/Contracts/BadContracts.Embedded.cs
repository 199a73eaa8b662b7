using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ContactHub.EngineFacts.BadContracts;

[Alias("bad.keyless")]
public interface IKeylessGrain : IGrain;

public interface INamelessGrain : IGrainWithStringKey;

[Alias("bad.methods")]
public interface IMethodsGrain : IGrainWithStringKey
{
    [Alias("same")]
    Task First();

    [Alias("same")]
    Task Second();

    Task Nameless();

    [Alias("number")]
    int Number();

    [Alias("token-first")]
    [SuppressMessage("Design", "CA1068", Justification = "Broken on purpose.")]
    Task TokenFirst(CancellationToken cancellationToken, int number);
}

[Alias("bad.values")]
public interface IValuesGrain : IGrainWithStringKey
{
    [Alias("bare")]
    Task<Bare> Bare();

    [Alias("open")]
    Task Open(OpenRecord value);

    [Alias("settable")]
    Task Settable(ImmutableArray<Settable> values);

    [Alias("ids")]
    Task Ids(Ids? value);

    [Alias("holders")]
    Task Holders(Holders value);

    [Alias("plain")]
    Task<PlainClass> Plain();

    [Alias("family")]
    Task Family(Family value);

    [Alias("colour")]
    Task Colour(Colour? colour);
}

public sealed record Bare;

[GenerateSerializer, Immutable, Alias("bad.open")]
public record OpenRecord;

[GenerateSerializer, Immutable, Alias("bad.settable")]
public sealed record Settable
{
    [Id(1)]
    private int field;

    [Id(0)]
    public int Number { get; set; }

    public int Next() => ++field;
}

[GenerateSerializer, Immutable, Alias("bad.ids")]
public sealed record Ids([property: Id(0)] int First, [property: Id(0)] int Second, int Third)
{
    public int Sum => First + Second;
}

[GenerateSerializer, Immutable, Alias("bad.ids")]
public sealed record Holders([property: Id(0)] List<int> List, [property: Id(1)] int[] Array, [property: Id(2)] IReadOnlyList<DateTime> Times);

public sealed class PlainClass;

[GenerateSerializer, Immutable, Alias("bad.family")]
public abstract record Family;

public sealed record Child([property: Id(0)] string Name) : Family;

public enum Colour
{
    Red,
}
