using System.Collections.Immutable;

namespace ContactHub.Phone;

/// <summary>A member of the exchange's queues: an agent's phone under one of the names that the queues have for it.</summary>
/// <param name="Interface">The name, such as <c>PJSIP/1001</c> or <c>Local/1001@from-queue/n</c>: a pause is of one of these.</param>
/// <param name="Paused">In all of the queues that have it by this name.</param>
/// <param name="Reason">Why, as somebody wrote it.</param>
/// <param name="InUse">It rings out, talks or holds, whatever for; merely being rung is none of these.</param>
public sealed record PhoneMember(string Interface, bool Paused, string Reason, bool InUse);

/// <summary>
/// Folds what an Asterisk tells of its queues' members: list, status, pause, added, removed. A list replaces everything, so what was missed while the
/// connection was lost heals with the next one.
/// </summary>
public sealed class MemberTracker
{
    private readonly Dictionary<(string Extension, string Queue, string Interface), PhoneMember> _members = [];
    private readonly Dictionary<(string Extension, string Queue, string Interface), PhoneMember> _listed = [];
    private string? _list;

    /// <summary>The members of any queue, by extension.</summary>
    public ImmutableDictionary<string, ImmutableArray<PhoneMember>> Phones => _members
        .GroupBy(member => member.Key.Extension, StringComparer.Ordinal)
        .ToImmutableDictionary(
            phone => phone.Key,
            phone => phone.GroupBy(member => member.Key.Interface, member => member.Value, StringComparer.Ordinal).Select(Member).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>Takes the next message.</summary>
    /// <returns>Whether it is about members, and they may not be as they were.</returns>
    public bool Apply(AmiMessage message)
    {
        switch (message.Event)
        {
            case "QueueParams" or "QueueMember" when message.ActionId is { } list:
                if (_list != list) _listed.Clear();
                _list = list;
                if (Member(message) is { } item) _listed[item.Key] = item.Member;
                return false;
            case "QueueStatusComplete" when message.ActionId == _list || _list is null:
                _members.Clear();
                foreach (var (listed, member) in _listed) _members[listed] = member;
                _listed.Clear();
                _list = null;
                return true;
            case "QueueMemberStatus" or "QueueMemberPause" or "QueueMemberAdded":
                if (Member(message) is not { } changed || (_members.TryGetValue(changed.Key, out var before) && before == changed.Member)) return false;
                _members[changed.Key] = changed.Member;
                return true;
            case "QueueMemberRemoved":
                return Member(message) is { } gone && _members.Remove(gone.Key);
            default:
                return false;
        }
    }

    private static PhoneMember Member(IGrouping<string, PhoneMember> inQueues) => new(
        inQueues.Key, inQueues.All(m => m.Paused), inQueues.Select(m => m.Reason).FirstOrDefault(reason => reason.Length > 0, ""), inQueues.Any(m => m.InUse));

    private static ((string, string, string) Key, PhoneMember Member)? Member(AmiMessage message)
    {
        // In a list the interface is called Location.
        if ((message.Known("Interface") ?? message.Known("Location")) is not { } member || message.Known("Queue") is not { } queue) return null;
        if (ChannelNames.Extension(member) is not { } extension) return null;
        // Device states of app_queue: 2 in use, 3 busy, 7 ringing and in use, 8 on hold.
        var inUse = message.Number("Status") is 2 or 3 or 7 or 8;
        return ((extension, queue, member), new PhoneMember(member, message["Paused"] == "1", message.Known("PausedReason") ?? "", inUse));
    }
}
