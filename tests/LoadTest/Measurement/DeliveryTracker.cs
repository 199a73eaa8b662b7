namespace ContactHub.LoadTest.Measurement;

/// <summary>
/// Watches one sender's numbered messages arrive (0, 1, 2...) and tells repeats and overtaking from plain delivery.
/// A number that arrives after a higher one is out of order; a number that arrives twice is a duplicate.
/// One receiver at a time.
/// </summary>
internal sealed class DeliveryTracker
{
    private readonly HashSet<int> _missing = [];
    private int _next;

    /// <summary>Different numbers that arrived.</summary>
    public int Delivered { get; private set; }

    public int Duplicated { get; private set; }
    public int OutOfOrder { get; private set; }

    /// <summary>Takes an arrival; true when it is the first of its number.</summary>
    public bool Arrived(int number)
    {
        if (number >= _next)
        {
            for (int skipped = _next; skipped < number; skipped++)
                _missing.Add(skipped);
            _next = number + 1;
        }
        else if (_missing.Remove(number))
        {
            OutOfOrder++;
        }
        else
        {
            Duplicated++;
            return false;
        }

        Delivered++;
        return true;
    }

    /// <summary>How many of the numbers below <paramref name="sent"/> have not arrived.</summary>
    public int LostOf(int sent) => sent - Delivered;
}
