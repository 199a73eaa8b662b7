namespace ContactHub.Conversations;

/// <summary>An actor as one text in the log: <c>kind/id</c> or <c>kind/id/name</c>. The name comes last because it may hold a slash.</summary>
public static class ActorText
{
    private static readonly string[] Kinds = ["system", "citizen", "bot", "agent"];

    public static string KindName(ActorKind kind) => Kinds[(int)kind];

    public static string Write(Actor actor) => actor.Name is null
        ? string.Concat(Kinds[(int)actor.Kind], "/", actor.Id)
        : string.Concat(string.Concat(Kinds[(int)actor.Kind], "/", actor.Id), "/", actor.Name);

    /// <summary>An actor kind of a newer version reads as the hub itself, with the text as its id.</summary>
    public static Actor Read(string text)
    {
        var first = text.IndexOf('/', StringComparison.Ordinal);
        var kind = first < 0 ? -1 : Array.FindIndex(Kinds, k => text.AsSpan(0, first).SequenceEqual(k));
        if (kind < 0) return new Actor(ActorKind.System, text);
        var second = text.IndexOf('/', first + 1);
        return second < 0
            ? new Actor((ActorKind)kind, text[(first + 1)..])
            : new Actor((ActorKind)kind, text[(first + 1)..second], text[(second + 1)..]);
    }
}
