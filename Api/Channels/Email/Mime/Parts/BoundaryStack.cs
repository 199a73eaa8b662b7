using System.Text;

namespace ContactHub.Email;

/// <summary>The boundaries of the multiparts that are open. A line belongs to the innermost that it names.</summary>
internal sealed class BoundaryStack
{
    private readonly List<byte[]> _open = [];

    public int Count => _open.Count;

    public void Push(string boundary) => _open.Add(Encoding.UTF8.GetBytes(boundary.TrimEnd()));

    public void Pop() => _open.RemoveAt(_open.Count - 1);

    public bool Matches(ReadOnlySpan<byte> line) => Find(line, out _) >= 0;

    /// <summary>
    /// The index of the multipart whose boundary the line is, or -1. The whole line counts, so that a boundary that another one begins with is
    /// not taken for it.
    /// </summary>
    public int Find(ReadOnlySpan<byte> line, out bool last)
    {
        last = false;
        if (_open.Count == 0 || line.Length < 2 || line[0] != '-' || line[1] != '-') return -1;
        var name = line[2..].TrimEnd(" \t"u8);
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (name.SequenceEqual(_open[i])) return i;
        }

        if (!name.EndsWith("--"u8)) return -1;
        last = true;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (name[..^2].SequenceEqual(_open[i])) return i;
        }

        last = false;
        return -1;
    }
}
