namespace ContactHub.Conversations;

/// <summary>
/// What a citizen may see of a conversation: all that is not for staff only, but no other citizen's words. By default the view of the conversation's own
/// citizen, to whom a guest's words are hidden; a guest, whose conversation staff merged into this one, sees what follows from there, without the other
/// citizen's words.
/// </summary>
/// <param name="GuestId">The guest's citizen id; null for the conversation's own citizen.</param>
/// <param name="FromSeq">Where the guest's view begins.</param>
public readonly record struct CitizenView(string? GuestId, long FromSeq)
{
    /// <summary>Whether the conversation is another citizen's.</summary>
    public bool IsGuest => GuestId is not null;

    /// <summary>Whether an entry is not for this citizen's eyes.</summary>
    public bool Hides(TimelineEntry entry)
    {
        if (EventCodec.IsStaffOnly(entry.Event)) return true;
        if (entry.Event.Guest is { } guest) return !string.Equals(guest, GuestId, StringComparison.Ordinal);
        // A recorded request repeats its citizen's words, whoever recorded it.
        return IsGuest && (entry.Seq < FromSeq || entry.By.Kind == ActorKind.Citizen || entry.Event is RequestRecorded);
    }

    /// <summary>Whether the conversation, as this page of it says, is (still) open to this view.</summary>
    public bool IsAllowed(TimelinePage page)
    {
        if (!IsGuest) return true;
        if (page.Guests.IsDefault) return false;
        foreach (var guest in page.Guests)
        {
            if (string.Equals(guest.CitizenId, GuestId, StringComparison.Ordinal) && guest.FromSeq <= FromSeq) return true;
        }

        return false;
    }
}
