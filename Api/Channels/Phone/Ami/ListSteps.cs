using System.Globalization;

namespace ContactHub.Phone;

/// <summary>
/// Lists of the channels and the waiting callers. They say what was missed: channels that are not in a whole list are gone, and those in it that
/// were never seen are calls that began meanwhile.
/// </summary>
internal sealed class ListSteps(CallBook book)
{
    private readonly Dictionary<string, List> _open = new(StringComparer.Ordinal);

    /// <summary>The answer to an action that lists something.</summary>
    public void Start(Turn turn)
    {
        if (turn.Message is { ActionId: { } id } message && message["EventList"] == "start") _open[id] = new List(turn.Number);
    }

    public void Channel(Turn turn)
    {
        Count(turn);
        if (book.Observe(turn) is not { } leg) return;
        leg.ListedAt = turn.Number;
        leg.Application = turn.Message.Known("Application");
        leg.ApplicationData = turn.Message.Known("ApplicationData");
        leg.Bridge = turn.Message.Known("BridgeId");
        // Who of them met whom has been told, or nobody can say now; who joins from here on meets them.
        leg.Conference = leg.Application == "ConfBridge" ? leg.ApplicationData?.Split(',')[0] : null;
        leg.Age = TimeSpan.TryParse(turn.Message["Duration"], CultureInfo.InvariantCulture, out var age) ? age : null;
    }

    public void ChannelsComplete(Turn turn)
    {
        if (Close(turn) is not { } start) return;
        foreach (var leg in book.Legs.Where(leg => leg.FirstSeen < start && leg.ListedAt < start).ToList()) Miss(leg, turn);
        foreach (var call in book.Calls.Where(call => call is { Kept: not null, Legs.Count: 0 }).ToList()) Lose(call, turn);
        foreach (var call in book.Calls.Where(call => call.Legs.Exists(leg => leg.ListedAt > start)).ToList()) Complete(call, turn);
    }

    public void Waiting(Turn turn)
    {
        Count(turn);
        if (book.Leg(turn.Message.Known("Uniqueid")) is not { } leg || turn.Message.Known("Queue") is not { } queue) return;
        leg.ListedAt = turn.Number;
        if (leg.Call.Answers == 0) QueueSteps.Enter(leg, queue, turn.At - TimeSpan.FromSeconds(turn.Message.Number("Wait") ?? 0), turn);
    }

    /// <summary>Queues and members count among the items of a queue's list.</summary>
    public void Count(Turn turn)
    {
        if (turn.Message.ActionId is { } id && _open.TryGetValue(id, out var list)) list.Items++;
    }

    public void QueuesComplete(Turn turn)
    {
        if (Close(turn) is not { } start) return;
        foreach (var leg in book.Legs.Where(leg => leg.Visit is not null && leg.FirstSeen < start && leg.ListedAt < start).ToList())
        {
            if (leg.Call.Answers > 0) leg.Visit = null;
            else QueueSteps.Status(leg, "TIMEOUT", turn);
        }
    }

    private long? Close(Turn turn) =>
        turn.Message.ActionId is { } id && _open.Remove(id, out var list) && turn.Message.Number("ListItems") == list.Items ? list.Start : null;

    /// <summary>A channel has ended unseen; whether its caller gave up waiting or was answered, nobody can say.</summary>
    private void Miss(Leg leg, Turn turn)
    {
        leg.Visit = null;
        leg.Call.IsWhole = true;
        Ends.HangUp(book, leg, null, turn);
    }

    /// <summary>A call of another process has ended before this one began to watch.</summary>
    private void Lose(CallState call, Turn turn)
    {
        Ends.Tell(call, turn);
        book.Remove(call);
    }

    /// <summary>Tells of a listed call what would have been told had it been watched.</summary>
    private static void Complete(CallState call, Turn turn)
    {
        call.IsWhole = true;
        if (!call.HasRung && !call.IsMade && call.Legs.Find(leg => !leg.IsGone && leg.Uniqueid == call.Id) is { } first)
        {
            first.OwnRole = LegRole.Caller;
            call.From = first.Number;
            call.To = first.Exten;
            call.Ring(turn, turn.At - first.Age);
        }

        foreach (var leg in call.Legs.Where(leg => leg is { Application: "AppQueue", OwnRole: LegRole.Unknown }).ToList()) OfferListed(leg, turn);
        foreach (var leg in call.Legs.Where(leg => leg is { Bridge: not null, IsGone: false }).ToList()) DialSteps.Meet(leg, leg.Bridge!, turn);
    }

    private static void OfferListed(Leg leg, Turn turn)
    {
        leg.OwnRole = LegRole.Offered;
        leg.Queue = leg.Call.Legs.Find(l => l.Application == "Queue")?.ApplicationData?.Split(',')[0];
        leg.WasOffered = true;
        if (leg.State == ChannelSnapshot.Ringing && !leg.Call.TakeKeptOffer(leg.Agent)) leg.Call.Emit(turn, CallKind.Offered, leg.Queue, leg.Agent);
    }

    private sealed class List(long start)
    {
        public long Start { get; } = start;

        public int Items { get; set; }
    }
}
