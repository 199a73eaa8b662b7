using System.Collections.Concurrent;

namespace ContactHub.Visitors;

/// <summary>How many connections each visitor has to this node.</summary>
public sealed class VisitorConnections(VisitorOptions options)
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>False when the visitor already has as many as allowed.</summary>
    public bool TryAdd(string visitorId)
    {
        while (true)
        {
            var count = _counts.GetOrAdd(visitorId, 0);
            if (count >= options.ConnectionsPerVisitor) return false;
            if (_counts.TryUpdate(visitorId, count + 1, count)) return true;
        }
    }

    public void Remove(string visitorId)
    {
        while (_counts.TryGetValue(visitorId, out var count))
        {
            var done = count <= 1
                ? _counts.TryRemove(new KeyValuePair<string, int>(visitorId, count))
                : _counts.TryUpdate(visitorId, count - 1, count);
            if (done) return;
        }
    }
}
