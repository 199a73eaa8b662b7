namespace ContactHub.Agents;

/// <summary>The Api nodes that have desks connected. There is one in the hub, whose key is <see cref="Key"/>.</summary>
[Alias("desk-nodes")]
public interface IDeskNodesGrain : IGrainWithStringKey
{
    const string Key = "hub";

    /// <summary>Tell this node. Lapses after 5 minutes unless renewed by calling again.</summary>
    [Alias("subscribe")]
    Task Subscribe(IDeskNodeObserver observer);

    /// <summary>What a member of staff may see, or how they sign in, has changed: their screens on all nodes are to load anew.</summary>
    [Alias("access-changed")]
    Task AccessChanged(string staffId);
}

/// <summary>An Api node with desks. Calls are hints: a node that was not told finds out at its next renewal.</summary>
[Alias("desk-node-observer")]
public interface IDeskNodeObserver : IGrainObserver
{
    [Alias("access-changed"), OneWay]
    Task OnAccessChanged(string staffId);
}
