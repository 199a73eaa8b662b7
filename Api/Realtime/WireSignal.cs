using ContactHub.Conversations;

namespace ContactHub.Realtime;

/// <summary>A signal as the protocol names it; members that a kind has not are left out.</summary>
public sealed record WireSignal(
    string Kind, WireActor? By = null, bool? Typing = null, int? Position = null, int? WaitSeconds = null, int? AgentsOnline = null, bool? Online = null, string? Text = null)
{
    public static WireSignal From(ConversationSignal signal) => signal switch
    {
        TypingSignal typing => new("typing", WireActor.From(typing.By), Typing: typing.Typing, Text: typing.Text),
        QueueSignal queue => new("queue", Position: queue.Position, WaitSeconds: queue.WaitSeconds, AgentsOnline: queue.AgentsOnline),
        PresenceSignal presence => new("presence", WireActor.From(presence.By), Online: presence.Online),
        _ => new("unknown"),
    };
}

/// <summary>Who did something, on the wire.</summary>
public sealed record WireActor(string Kind, string Id, string? Name)
{
    public static WireActor From(Actor actor) => new(ActorText.KindName(actor.Kind), actor.Id, actor.Name);
}
