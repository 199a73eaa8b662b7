namespace ContactHub.LoadTest.Servers;

/// <summary>Keeps the last lines that a process printed. Safe from many threads.</summary>
internal sealed class OutputTail
{
    private const int Kept = 200;

    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }
}
