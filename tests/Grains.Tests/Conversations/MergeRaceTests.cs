using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Three citizens write, send files and mails, and call, all at once, while staff merge and split their conversations at random.</summary>
public sealed class MergeRaceTests : HubFacts
{
    private static readonly Actor Agent = new(ActorKind.Agent, "a", "A");
    private static readonly string[] Names = ["1", "2", "3"];

    private IMergesGrain Merges => Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_keeps_coming_is_stored_once_and_in_order_and_seen_by_its_citizen_alone(int seed)
    {
        foreach (var name in Names) await Opened(name);
        var talking = Task.WhenAll(Names.Select((name, i) => Talk(new Random(seed * 10 + i), name)));
        await MergeAndSplit(new Random(seed), talking);
        var sent = (await talking).SelectMany(ids => ids).ToList();

        var timelines = await Task.WhenAll(Names.Select(name => Hub.Timeline("c-" + name)));
        var stored = timelines.SelectMany(timeline => timeline).Where(e => e.Event.ClientId?.StartsWith("talk", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(sent.Order(StringComparer.Ordinal), stored.Select(e => e.Event.ClientId!).Order(StringComparer.Ordinal));
        foreach (var timeline in timelines)
        {
            Assert.All(Names, name =>
            {
                var said = timeline.Where(e => e.By.Id == "v-" + name && e.Event.ClientId?.StartsWith("talk", StringComparison.Ordinal) == true).Select(e => e.Event.ClientId!).ToList();
                Assert.Equal(said.Order(StringComparer.Ordinal), said);
            });
        }

        await CheckViews(timelines);
    }

    private async Task MergeAndSplit(Random random, Task talking)
    {
        for (var n = 0; n < 12 || !talking.IsCompleted; n++)
        {
            var (one, other) = ("c-" + Names[random.Next(3)], "c-" + Names[random.Next(3)]);
            // Some are refused: merged already, the target's own part, a link in the middle of a chain.
            if (random.Next(2) == 0) await Merges.Merge(Agent, $"merge-{n}", one, other, force: true);
            else await Merges.Split(Agent, $"split-{n}", one);
        }
    }

    private async Task<List<string>> Talk(Random random, string name)
    {
        var sent = new List<string>();
        for (var n = 0; n < 40; n++)
        {
            var id = $"talk-{name}-{n:00}";
            sent.Add(id);
            var by = new Actor(ActorKind.Citizen, "v-" + name, "Ad" + name);
            ConversationCommand command = random.Next(4) switch
            {
                0 => new RecordContact(by, id, Channels.Email, new EmailReceived(id + "@x", new EmailAddress($"{name}@x"), [], "Konu", "söz-" + name, Attachments: Files(id, name))),
                1 => new RecordContact(by, id, Channels.Phone, new CallRang(id, CallDirection.In, "+90532000000" + name, "444")),
                2 => new PostMessage(by, id, Channels.Chat, "", Attachments: Files(id, name)),
                _ => new PostMessage(by, id, Channels.Chat, "söz-" + name),
            };
            var first = await Deliver("c-" + name, command);
            // Receipts get lost, and reports come twice.
            if (random.Next(3) == 0) Assert.Equal(first.Seq, (await Deliver("c-" + name, command)).Seq);
            if (command is not RecordContact { Event: CallRang }) continue;
            sent.Add(id + "-end");
            await Deliver("c-" + name, new RecordContact(Actor.Hub, id + "-end", Channels.Phone, new CallEnded(id, CallDirection.In, CallOutcome.Abandoned)));
        }

        return sent;
    }

    /// <summary>To where the conversation goes on, as intake and a citizen's page find it, which may change on the way.</summary>
    private async Task<CommandResult> Deliver(string home, ConversationCommand command)
    {
        for (;;)
        {
            var result = await Hub.Conversation((await Hub.Conversation(home).MergedInto())?.TargetId ?? home).Execute(command);
            if (result.Succeeded) return result;
            Assert.Contains(result.Error, (CommandError[])[CommandError.Moved, CommandError.Forbidden]);
            await Task.Yield();
        }
    }

    private async Task CheckViews(IReadOnlyList<TimelineEntry>[] timelines)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            var page = await Hub.Conversation("c-" + Names[i]).Join(0);
            var guests = page.Guests.IsDefault ? [] : page.Guests.Select(guest => (Id: guest.CitizenId, View: new CitizenView(guest.CitizenId, guest.FromSeq)));
            foreach (var (id, view) in guests.Prepend((Id: "v-" + Names[i], View: default)))
            {
                var seen = string.Concat(timelines[i].Where(e => !view.Hides(e)).Select(ConversationWork.Line));
                Assert.All(Names.Where(other => "v-" + other != id), other => Assert.DoesNotMatch($"söz-{other}|Ad{other}", seen));
                if (!view.IsGuest) Assert.Contains("söz-" + Names[i], seen, StringComparison.Ordinal);
            }
        }
    }

    private static ImmutableArray<Attachment> Files(string id, string name) => [new Attachment($"file-{id}", $"söz-{name}.jpg", "image/jpeg", 1000)];

    private Task<CommandResult> Opened(string name) =>
        Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, "v-" + name, "Ad" + name), "open-" + name, Channels.Chat, "söz-" + name, null, new Opening("v-" + name, "tr", "Ad" + name)), "c-" + name);
}
