using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ContactHub.Conversations;

/// <summary>Random interleavings of messages, mails, both with files, calls, merges and splits, receipts lost and things told twice among them.</summary>
public sealed class MergeProperties
{
    private static readonly Arbitrary<int[]> Steps = Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);

    [Fact]
    public void Nothing_is_lost_or_doubled_order_is_kept_and_no_citizen_reads_another_s_words() =>
        Prop.ForAll(Steps, steps => Check(Run(steps))).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(160));

    /// <summary>Found by the property: an agent calls one citizen while two conversations are one, and is answered when they are two again.</summary>
    [Theory]
    [InlineData(60418, 30727, 83367, 31323, 96749, 50663, 98971, 55004)]
    [InlineData(87786, 83725, 52441, 11296, 46888, 81382, 39989, 93119, 66525, 18352)]
    public void An_answer_after_a_split_is_not_taken_for_another_citizen_s(params int[] steps) => Check(Run(steps));

    [Fact]
    public void The_histories_merge_split_and_let_guests_speak()
    {
        var models = Histories();
        var all = models.SelectMany(model => model.Timelines.Values).SelectMany(timeline => timeline).ToList();

        Assert.Contains(all, e => e.Event is ConversationSplit { Role: MergeRole.Source });
        Assert.Contains(all, e => e.Event is MessagePosted { Guest: not null });
        Assert.Contains(all, e => e.Event is RequestRecorded { Guest: not null });
        Assert.Contains(models, model => model.Senders.Any(sender => sender.At != sender.Home));
        Assert.Contains(all, e => e.Event is ConversationsMerged { Calls: { Owed.IsEmpty: false, Ongoing.IsEmpty: false } });
        Assert.Contains(all, e => e.Event is ConversationSplit { Calls: { Owed.IsEmpty: false } or { Ongoing.IsEmpty: false } });
        Assert.Contains(models, model => model.Timelines.Values.Any(timeline => timeline.Any(e => e is { Channel: Channels.Email, Event: EmailReceived } && IsOfAnother(e, timeline))));
    }

    [Fact]
    public void The_histories_have_files_of_everybody_by_every_way_and_in_places_that_are_not_their_sender_s()
    {
        var models = Histories();
        var all = models.SelectMany(model => model.Timelines.Values).SelectMany(timeline => timeline).Where(e => !FilesOf(e).IsEmpty).ToList();

        Assert.Contains(all, e => e.Event is MessagePosted { Guest: not null, Text: "" });
        Assert.Contains(all, e => e is { By.Kind: ActorKind.Agent, Event: MessagePosted });
        Assert.Contains(all, e => e.Event is EmailReceived);
        Assert.Contains(all, e => e.Event is EmailSent);
    }

    private static List<MergeModel> Histories() =>
        [.. Enumerable.Range(0, 60).Select(seed => new Random(seed)).Select(random => Run([.. Enumerable.Range(0, 120).Select(_ => random.Next(100_000))]))];

    private static bool IsOfAnother(TimelineEntry entry, List<TimelineEntry> timeline) => entry.By.Id != timeline[0].By.Id;

    private static MergeModel Run(int[] steps)
    {
        var model = new MergeModel();
        foreach (var step in steps)
        {
            model.Step(step);
            CheckViews(model);
            if (model.IsWhole) CheckCalls(model);
        }

        model.Settle();
        CheckCalls(model);
        return model;
    }

    private static void Check(MergeModel model)
    {
        CheckViews(model);
        var stored = model.Timelines.SelectMany(t => t.Value).Where(e => e.Event.ClientId is not null).GroupBy(e => e.Event.ClientId!).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(model.Acknowledged, one => Assert.Equal(1, stored.GetValueOrDefault(one.Id)));
        Assert.All(stored, one => Assert.Equal(1, one.Value));

        CheckFiles(model, stored);
        foreach (var sender in model.Senders)
        {
            var said = model.Timelines.SelectMany(t => t.Value).Where(e => e.By.Id == sender.Actor.Id && e.Event.ClientId is not null && e.Event is MessagePosted)
                .OrderBy(e => e.At).Select(e => e.Event.ClientId!).ToList();
            Assert.Equal(said.Order(StringComparer.Ordinal), said);
        }

        foreach (var (id, state) in model.States)
        {
            var folded = model.Timelines[id].Aggregate(new ConversationState(), (fold, entry) => fold.After([entry]));
            Assert.Equal(Json(state.Summarize(id)), Json(folded.Summarize(id)));
            Assert.True(state.Merge is null || state.Owner == Owner.None);
        }
    }

    /// <summary>Each file stands once, with the command that brought it, and none that was acknowledged is missing.</summary>
    private static void CheckFiles(MergeModel model, Dictionary<string, int> stored)
    {
        var shown = model.Timelines.SelectMany(t => t.Value).SelectMany(e => FilesOf(e).Select(file => (file.Id, e.Event.ClientId))).ToList();
        Assert.Equal(shown.Count, shown.DistinctBy(file => file.Id).Count());
        Assert.All(shown, file => Assert.Equal(model.Sent[file.Id], file.ClientId));
        Assert.Equal(model.Sent.Count(file => stored.ContainsKey(file.Value)), shown.Count);
    }

    private static ImmutableArray<Attachment> FilesOf(TimelineEntry entry)
    {
        var files = entry.Event switch
        {
            MessagePosted message => message.Attachments,
            EmailReceived mail => mail.Attachments,
            EmailSent mail => mail.Attachments,
            _ => [],
        };
        return files.IsDefault ? [] : files;
    }

    /// <summary>Who called in vain is owed a call as often, where its conversation has come to and nowhere else, until reached.</summary>
    private static void CheckCalls(MergeModel model)
    {
        foreach (var sender in model.Senders)
        {
            foreach (var (id, state) in model.States)
            {
                var owed = state.Calls.Owed.Where(one => one.CallBack.Number == sender.Number).Sum(one => one.CallBack.Calls);
                Assert.Equal(id == model.EndOf(sender.Home) ? sender.Owed : 0, owed);
                // Whose an agent's own call is, several citizens' conversations may not know; such a call is never owed back.
                if (!sender.Calling) continue;
                Assert.Equal(sender.Call is not null && id == model.EndOf(sender.Home), state.Calls.Ongoing.Any(call => call.CallId == sender.Call));
            }
        }

        Assert.All(model.States.Values, state => Assert.Equal(state.Calls.Owed.IsEmpty, state.CallBack is null));
        Assert.All(model.States.Values, state => Assert.True(state.Calls.Owed.IsEmpty || state.Owner is Owner.Queue or Owner.Agent));
    }

    /// <summary>What each citizen could read now, wherever the hub would let it in, is all of its own, and has no word, no file and no name of another.</summary>
    private static void CheckViews(MergeModel model)
    {
        foreach (var (id, state) in model.States)
        {
            var views = state.Guests.IsDefault ? [] : state.Guests.Select(guest => (guest.CitizenId, View: new CitizenView(guest.CitizenId, guest.FromSeq)));
            foreach (var (citizen, view) in views.Prepend((state.CitizenId, default)))
            {
                var own = model.Timelines[id].Where(e => e.Event is MessagePosted && e.By.Id == citizen && (e.Event.Guest is null) == !view.IsGuest && e.Seq >= view.FromSeq);
                Assert.All(own, e => Assert.False(view.Hides(e)));
                foreach (var entry in model.Timelines[id].Where(e => !view.Hides(e)))
                {
                    var text = ConversationWork.Line(entry);
                    foreach (var other in model.Senders.Where(s => s.Actor.Id != citizen))
                    {
                        Assert.DoesNotContain(other.Words(0)[..5], text, StringComparison.Ordinal);
                        Assert.DoesNotContain(other.Actor.Name!, text, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    private static string Json(ConversationSummary summary) => Encoding.UTF8.GetString(EventCodec.EncodeSummary(summary));
}
