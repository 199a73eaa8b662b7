using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ContactHub.Links;

/// <summary>
/// Takes from the channels how their links stand. A report is for people to look at: when the store can't take it, the channel goes on all the same, and its next
/// report says how it stands.
/// </summary>
public sealed class LinkReports(LinkStore store, TimeProvider clock, ILogger<LinkReports> logger)
{
    private static readonly TimeSpan HeardEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Channel, string Place), long> _heard = new();

    /// <summary>The link was made.</summary>
    public Task Up(string channel, string place, CancellationToken ct) => Store(channel, place, () => store.Up(channel, place, ct));

    /// <summary>The link broke, or could not be made.</summary>
    public Task Down(string channel, string place, string code, string detail, CancellationToken ct)
    {
        // What comes over it next shows that it is up, so it must not be passed over.
        _heard.TryRemove((channel, place), out _);
        return Store(channel, place, () => store.Down(channel, place, new LinkFault(code, detail), ct));
    }

    /// <summary>Something came. Cheap: most calls within half a minute store nothing.</summary>
    public Task Heard(string channel, string place, CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        if (_heard.TryGetValue((channel, place), out var before) && clock.GetElapsedTime(before, now) < HeardEvery) return Task.CompletedTask;
        _heard[(channel, place)] = now;
        return Store(channel, place, () => store.Heard(channel, place, ct));
    }

    private async Task Store(string channel, string place, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _heard.TryRemove((channel, place), out _);
            LinksLog.NotStored(logger, channel, place, e.Message);
        }
    }
}
