namespace ContactHub.LoadTest.RealHub;

/// <summary>The addresses under which a hub is reached, one for each node; a client goes round them, as a proxy would send it.</summary>
internal sealed class HubAddresses(IReadOnlyList<Uri> nodes)
{
    /// <summary>How many nodes there are.</summary>
    public int Count => nodes.Count;

    /// <param name="turn">Counts on: the next turn is the next node.</param>
    public Uri At(int turn) => nodes[turn % nodes.Count];
}
