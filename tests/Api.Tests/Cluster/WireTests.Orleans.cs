using System.Collections.Immutable;
using System.Text;
using ContactHub.Conversations;
using ContactHub.Silo;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace ContactHub.Cluster.Tests;

/// <summary>What nodes of two releases say to each other, through the serializer that they use.</summary>
public sealed class WireTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, 123, TimeSpan.Zero);
    private static readonly Actor Citizen = new(ActorKind.Citizen, "v-1", "Ayşe");

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().AddWire().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void An_event_that_this_release_does_not_know_arrives_whole_and_spoils_nothing_beside_it()
    {
        // A node of the next release writes the same: the kind and its JSON.
        const string json = """{"question":"Hangi gün?","clientId":"poll-0001"}""";
        ImmutableArray<TimelineEntry> entries = [Entry(1, new MessagePosted("Önce") { ClientId = "msg-00001" }), Entry(2, new UnknownEvent("pollStarted", json)), Entry(3, new MessagePosted("Sonra"))];

        var read = Copy(new TimelinePage(entries, 3, false, null));

        Assert.Equal(entries[0], read.Entries[0]);
        Assert.Equal(entries[2], read.Entries[2]);
        Assert.Equal((2L, At, Citizen, "chat"), (read.Entries[1].Seq, read.Entries[1].At, read.Entries[1].By, read.Entries[1].Channel));
        Assert.Equal(new UnknownEvent("pollStarted", json) { ClientId = "poll-0001" }, read.Entries[1].Event);
    }

    [Fact]
    public void Events_are_written_by_kind_and_not_as_types_that_another_release_may_lack()
    {
        var bytes = _services.GetRequiredService<Serializer>().SerializeToArray<ImmutableArray<TimelineEntry>>([Entry(1, new SatisfactionRated(5, "Sağ olun"))]);

        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("satisfactionRated", text, StringComparison.Ordinal);
        Assert.DoesNotContain("event.satisfaction-rated", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_has_grown_is_read_by_the_release_before_and_the_other_way_round()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var grown = new GrownNews("a-1", Citizen, ["su"], "new", [Citizen], 7, new Later("x", [1]));

        var older = serializer.Deserialize<News>(serializer.SerializeToArray(grown))!;
        Assert.Equal(("a-1", Citizen, "su"), (older.Id, older.By, Assert.Single(older.Departments)));

        var newer = serializer.Deserialize<GrownNews>(serializer.SerializeToArray(new News("a-1", Citizen, ["su"])))!;
        Assert.Equal(("a-1", Citizen, "su"), (newer.Id, newer.By, Assert.Single(newer.Departments)));
        // What the release before did not send is the default of its type, whatever the constructor says.
        Assert.Equal((null, 0, null), (newer.Mood, newer.Number, newer.Later));
        Assert.True(newer.Readers.IsDefault);
    }

    [Fact]
    public void A_command_that_the_release_before_lacks_fails_there_in_a_way_that_callers_know_to_pass()
    {
        using var next = new ServiceCollection().AddSerializer().BuildServiceProvider();
        // The release before: the same program without the type's alias and codec.
        using var before = new ServiceCollection().AddSerializer().Configure<TypeManifestOptions>(options =>
        {
            options.WellKnownTypeAliases.Remove("test.command.start-poll");
            options.Serializers.RemoveWhere(codec => codec.Name.Contains(nameof(StartPoll), StringComparison.Ordinal));
        }).BuildServiceProvider();
        var bytes = next.GetRequiredService<Serializer>().SerializeToArray<ConversationCommand>(new StartPoll(Citizen, "poll-0001", "Hangi gün?"));

        Assert.IsType<StartPoll>(next.GetRequiredService<Serializer>().Deserialize<ConversationCommand>(bytes));
        var failure = Assert.ThrowsAny<SerializerException>(() => before.GetRequiredService<Serializer>().Deserialize<ConversationCommand>(bytes));
        Assert.True(EngineWiring.IsOfAnotherRelease(failure));
        // A contract that can't be sent at all is a bug, and stays one.
        Assert.False(EngineWiring.IsOfAnotherRelease(new CodecNotFoundException("x")));
    }

    private static TimelineEntry Entry(long seq, ConversationEvent e) => new(seq, At, Citizen, "chat", e);

    private T Copy<T>(T value)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}

[GenerateSerializer, Immutable, Alias("test.news")]
public sealed record News([property: Id(0)] string Id, [property: Id(1)] Actor By, [property: Id(2)] ImmutableArray<string> Departments);

/// <summary>The same record in the next release.</summary>
[GenerateSerializer, Immutable, Alias("test.news.grown")]
public sealed record GrownNews(
    [property: Id(0)] string Id,
    [property: Id(1)] Actor By,
    [property: Id(2)] ImmutableArray<string> Departments,
    [property: Id(3)] string? Mood = "calm",
    [property: Id(4)] ImmutableArray<Actor> Readers = default,
    [property: Id(5)] int Number = 5,
    [property: Id(6)] Later? Later = null);

[GenerateSerializer, Immutable, Alias("test.later")]
public sealed record Later([property: Id(0)] string Text, [property: Id(1)] ImmutableArray<int> Numbers);

[GenerateSerializer, Immutable, Alias("test.command.start-poll")]
public sealed record StartPoll(Actor By, string CommandId, [property: Id(0)] string Question) : ConversationCommand(By, CommandId);
