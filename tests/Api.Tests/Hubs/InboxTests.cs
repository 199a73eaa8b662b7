using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Hubs.Tests;

/// <summary>The desk's lists: whatever happens while one looks, they end as a new look shows them.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private static readonly Actor Boss = new(ActorKind.Agent, "boss", "Boss");
    private readonly RunningHub _hub = new();

    public Task InitializeAsync() => _hub.InitializeAsync();

    public Task DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Snapshot_and_pushes_are_the_same_as_a_new_snapshot_for_every_viewer_under_load()
    {
        var staff = new[]
        {
            await _hub.Staff("Su", StaffRoles.Agent, "su"), await _hub.Staff("Zabıta", StaffRoles.Agent, "zabita"),
            await _hub.Staff("İkisi", StaffRoles.Agent, "su", "zabita"), await _hub.Staff("Süpervizör", StaffRoles.Supervisor), await _hub.Staff("Denetçi", StaffRoles.Auditor),
        };
        for (var i = 0; i < 20; i++) await Open($"early-{i}", i);
        var (sockets, live) = (new List<HubSocket>(), new List<Inbox>());
        var work = Enumerable.Range(0, 6).Select(w => Task.Run(() => Work(w, staff[0]))).ToList();
        foreach (var person in staff)
        {
            sockets.Add(await person.Open());
            live.Add(await Inbox.Join(sockets[^1]));
        }

        await Task.WhenAll(work);

        for (var i = 0; i < staff.Length; i++)
        {
            await using var later = await staff[i].Open();
            var expected = (await Inbox.Join(later)).Rows;
            Assert.NotEmpty(expected);
            await live[i].Becomes(expected, staff[i].Name);
        }

        foreach (var socket in sockets) await socket.DisposeAsync();
        Assert.Empty(_hub.Logged.Faults);
    }

    [Fact]
    public async Task A_conversation_that_moves_out_of_sight_is_gone_and_comes_back_when_it_moves_back()
    {
        var water = await _hub.Staff("Su", StaffRoles.Agent, "su");
        await using var desk = await water.Open();
        await Open("c-moves", 0);
        var inbox = await Inbox.Join(desk);
        Assert.Contains("c-moves", inbox.Rows.Keys);

        await Do("c-moves", new TransferConversation(Boss, "away-0001", "zabita", null, null, "gizli"));
        await inbox.Until(rows => !rows.ContainsKey("c-moves"), "gone");
        await Do("c-moves", new AddNote(Boss, "note-0001", "zabıtada"));
        await Do("c-moves", new TransferConversation(Boss, "back-0001", "su", null, null, null));

        await inbox.Until(rows => rows.ContainsKey("c-moves"), "back");
        var gone = desk.Pushes.Where(p => p.Target == "inbox").SelectMany(p => p[0].GetProperty("conversations").EnumerateArray())
            .Where(row => row.TryGetProperty("gone", out _)).ToList();
        Assert.NotEmpty(gone);
        Assert.All(gone, row => Assert.Equal(["id", "position", "gone"], row.EnumerateObject().Select(p => p.Name).OrderBy(n => n is "id" ? 0 : n is "position" ? 1 : 2)));
    }

    [Fact]
    public async Task A_screen_that_lost_its_connection_goes_on_from_its_cursor()
    {
        var water = await _hub.Staff("Su", StaffRoles.Agent, "su");
        for (var i = 0; i < 5; i++) await Open($"c-{i}", 0);
        var first = await water.Open();
        var inbox = await Inbox.Join(first);
        await first.DisposeAsync();
        await Do("c-0", new TransferConversation(Boss, "away-0001", "zabita", null, null, null));
        await Do("c-1", new TakeConversation(Boss, "take-0001"));
        await Do("c-2", new ResolveConversation(Boss, "done-0001"));
        await Open("c-new", 0);

        await using var second = await water.Open();
        var page = await second.Call("inbox", inbox.Cursor);
        var after = await inbox.Reconnect(second);

        Assert.False(page.GetProperty("reset").GetBoolean());
        Assert.Equal(["c-0", "c-1", "c-2", "c-new"], page.GetProperty("conversations").EnumerateArray().Select(r => r.GetProperty("id").GetString()).Order());
        await using var third = await water.Open();
        Assert.Equal((await Inbox.Join(third)).Rows, after.Rows);
        Assert.DoesNotContain("c-0", after.Rows.Keys);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(999_999_999)]
    public async Task A_cursor_that_means_nothing_gets_the_whole_list(long cursor)
    {
        var water = await _hub.Staff("Su", StaffRoles.Agent, "su");
        await Open("c-1", 0);
        await using var desk = await water.Open();

        var page = await desk.Call("inbox", cursor);

        Assert.True(page.GetProperty("reset").GetBoolean());
        Assert.Equal(1, page.GetProperty("conversations").GetArrayLength());
    }

    [Fact]
    public async Task Many_messages_in_one_conversation_are_few_pushes()
    {
        var water = await _hub.Staff("Su", StaffRoles.Agent, "su");
        await using var desk = await water.Open();
        await Open("c-busy", 0);
        var inbox = await Inbox.Join(desk);

        for (var i = 0; i < 100; i++) await Do("c-busy", new PostMessage(Citizen("c-busy"), $"message-{i}", Channels.Chat, $"Mesaj {i}"));

        await inbox.Until(rows => rows["c-busy"].Contains("Mesaj 99", StringComparison.Ordinal), "the last message in the list");
        Assert.True(desk.Pushes.Count(p => p.Target == "inbox") < 90, "Every message was a push.");
    }

    /// <summary>A worker's share of a busy day: opens, moves, takes, resolves and wakes up conversations of its own and shared ones.</summary>
    private async Task Work(int worker, StaffScreen agent)
    {
        var random = new Random(worker);
        var person = new Actor(ActorKind.Agent, agent.Id, agent.Name);
        for (var n = 0; n < 60; n++)
        {
            var id = random.Next(3) == 0 ? $"early-{random.Next(20)}" : $"own-{worker}-{random.Next(6)}";
            var key = $"w{worker}-{n:0000}";
            await Open(id, worker);
            ConversationCommand command = random.Next(9) switch
            {
                0 => new TransferConversation(Boss, key, random.Next(2) == 0 ? "su" : "zabita", null, null, null),
                1 => new TransferConversation(Boss, key, null, agent.Id, agent.Name, null),
                2 => new TakeConversation(person, key, "taken", true),
                3 => new TakeConversation(Boss, key, "taken", true),
                4 => new ResolveConversation(Actor.Hub, key),
                5 => new ReopenConversation(person, key),
                6 => new ChangePriority(Boss, key, random.Next(3)),
                7 => new ChangeLabels(Boss, key, ImmutableArray.Create($"etiket-{random.Next(5)}"), []),
                _ => new PostMessage(Citizen(id), key, Channels.Chat, $"Mesaj {key}"),
            };
            await _hub.Grains.GetGrain<IConversationGrain>(id).Execute(command);
        }
    }

    private static Actor Citizen(string id) => new(ActorKind.Citizen, "v-" + id);

    private Task<CommandResult> Open(string id, int n) => _hub.Grains.GetGrain<IConversationGrain>(id).Execute(
        new RequestPerson(Citizen(id), "opened-here", "asked", n % 3 == 2 ? "zabita" : "su", new Opening("v-" + id, "tr")));

    private async Task Do(string id, ConversationCommand command)
    {
        var result = await _hub.Grains.GetGrain<IConversationGrain>(id).Execute(command);
        Assert.True(result.Succeeded, $"{command}: {result.Error}");
    }
}
