using ContactHub.Conversations;
using ContactHub.Security;

namespace ContactHub.Realtime;

/// <summary>One conversation that somebody shows here: who, and how far they were told.</summary>
internal sealed class ConversationWatch
{
    private readonly HashSet<string> _citizens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CitizenView> _guests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeskViewer> _desks = new(StringComparer.Ordinal);

    private long? _lastSeq;
    private int _citizenCount;
    private int _deskCount;
    private int _guestCount;
    private bool _closed;

    /// <summary>The last sequence that was passed on; null as long as nobody was given a timeline.</summary>
    public long? LastSeq
    {
        get
        {
            lock (_citizens) return _lastSeq;
        }
    }

    public int Citizens => Volatile.Read(ref _citizenCount);

    public int Desks => Volatile.Read(ref _deskCount);

    /// <summary>Connections of citizens whose conversation is merged into this one.</summary>
    public int Guests => Volatile.Read(ref _guestCount);

    /// <summary>Nobody is here any more, and nobody can come: who wants to needs a new watch.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    public void Begin(long lastSeq)
    {
        lock (_citizens) _lastSeq ??= lastSeq;
    }

    public void Advance(long lastSeq)
    {
        lock (_citizens) _lastSeq = Math.Max(_lastSeq ?? 0, lastSeq);
    }

    public List<string> DesksWhere(Func<DeskViewer, bool> condition)
    {
        lock (_citizens) return [.. _desks.Where(desk => condition(desk.Value)).Select(desk => desk.Key)];
    }

    /// <summary>The guests' connections, by what each may see.</summary>
    public List<IGrouping<CitizenView, string>> GuestViews()
    {
        lock (_citizens) return [.. _guests.GroupBy(guest => guest.Value, guest => guest.Key)];
    }

    public bool TryAdd(Audience audience, string connectionId, DeskViewer? viewer, CitizenView view)
    {
        lock (_citizens)
        {
            if (_closed) return false;
            if (audience == Audience.Citizen && view.IsGuest) _guests[connectionId] = view;
            else if (audience == Audience.Citizen) _citizens.Add(connectionId);
            else _desks[connectionId] = viewer ?? throw new ArgumentNullException(nameof(viewer));
            Count();
            return true;
        }
    }

    public bool Remove(Audience audience, string connectionId)
    {
        lock (_citizens)
        {
            var last = audience == Audience.Citizen
                ? (_citizens.Remove(connectionId) || _guests.Remove(connectionId)) && _citizens.Count + _guests.Count == 0
                : _desks.Remove(connectionId) && _desks.Count == 0;
            Count();
            _closed = _citizenCount + _deskCount + _guestCount == 0;
            return last;
        }
    }

    private void Count() => (_citizenCount, _deskCount, _guestCount) = (_citizens.Count, _desks.Count, _guests.Count);
}
