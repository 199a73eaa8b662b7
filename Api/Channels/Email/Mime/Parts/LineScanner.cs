namespace ContactHub.Email;

/// <summary>
/// Walks through bytes line by line. A line ends with LF, any number of CR and LF (mail that went through a broken relay has CR CR LF), or a
/// single CR.
/// </summary>
internal struct LineScanner(ReadOnlyMemory<byte> bytes)
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    // Up to here CRs are known to be line ends of their own; without it, a run of them would be looked through once for each.
    private int _bareUntil;
    private bool _withCarriageReturn;
    private bool _without;

    public readonly ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Where the line returned last begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, without its line end.</summary>
    public int End { get; private set; }

    /// <summary>Where the next one begins.</summary>
    public int Next { get; private set; }

    public bool BareCarriageReturn { get; private set; }

    public readonly bool Mixed => _withCarriageReturn && _without;

    public readonly ReadOnlySpan<byte> Line => Bytes.Span[Start..End];

    public bool Read()
    {
        var span = Bytes.Span;
        if (Next >= span.Length) return false;
        Start = Next;
        var found = span[Start..].IndexOfAny(CarriageReturn, LineFeed);
        if (found < 0)
        {
            End = Next = span.Length;
            return true;
        }

        End = Start + found;
        Next = EndOfLineEnd(span, End);
        return true;
    }

    /// <summary>Goes back to the beginning of the line returned last.</summary>
    public void Unread() => Next = Start;

    public void MoveTo(int position) => Next = position;

    private int EndOfLineEnd(ReadOnlySpan<byte> span, int at)
    {
        if (span[at] == LineFeed)
        {
            _without = true;
            return at + 1;
        }

        if (at < _bareUntil) return at + 1;
        var run = at + 1;
        while (run < span.Length && span[run] == CarriageReturn) run++;
        if (run < span.Length && span[run] == LineFeed)
        {
            _withCarriageReturn = true;
            if (run > at + 1) BareCarriageReturn = true;
            return run + 1;
        }

        BareCarriageReturn = true;
        _bareUntil = run;
        return at + 1;
    }
}
