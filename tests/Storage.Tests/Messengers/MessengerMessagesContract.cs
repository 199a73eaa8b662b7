using ContactHub.Storage.Tests;
using ContactHub.TestKit;

namespace ContactHub.Messengers;

/// <summary>Messages are found by what messengers call them, on either database.</summary>
public abstract class MessengerMessagesContract : HubDatabaseBase
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_message_is_found_in_its_place_and_stays_what_it_was_noted_as_first()
    {
        var messages = new MessengerMessages(Database, _clock);
        await messages.Note("p1", "m1", "c-1", 7);
        await messages.Note("p2", "m1", "c-2", 9);
        await messages.Note("p1", "m1", "c-3", 8);

        Assert.Equal([("c-1", 7), ("c-2", 9), null], new[] { await messages.Find("p1", "m1"), await messages.Find("p2", "m1"), await messages.Find("p1", "m2") });
    }

    [Fact]
    public async Task What_is_older_than_a_year_is_forgotten()
    {
        var messages = new MessengerMessages(Database, _clock);
        await messages.Note("p1", "m1", "c-1", 7);
        _clock.Advance(TimeSpan.FromDays(366));
        await messages.Note("p1", "m2", "c-1", 8);

        Assert.Null(await messages.Find("p1", "m1"));
        Assert.NotNull(await messages.Find("p1", "m2"));
    }
}

public sealed class SqliteMessengerMessagesTests : MessengerMessagesContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresMessengerMessagesTests : MessengerMessagesContract
{
    protected override bool OnPostgres => true;
}
