using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactHub.Conversations;
using Microsoft.Extensions.Caching.Memory;

namespace ContactHub.Bots;

/// <summary>
/// Command ids for what bots post. A bot's library repeats a post that was answered with 5xx, byte for byte and without an id of its own, so the id is
/// made of the bytes; and a bot may mean to say the same twice, so it also counts how many of the same were answered. What this process has answered
/// it knows; a repetition that comes to another node counts as the first, which is right for one that failed.
/// </summary>
internal sealed class BotCommandIds(IGrainFactory grains, TimeProvider clock) : IDisposable
{
    /// <summary>What is said again much later is no repetition.</summary>
    private const int Window = 600;

    /// <summary>How long libraries repeat, in seconds, generously.</summary>
    private const int Repeating = 60;

    private readonly MemoryCache _answered = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    /// <summary>The id of a post.</summary>
    /// <param name="body">As it came.</param>
    public async Task<BotCommandId> Of(BotOptions bot, string conversationId, string what, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{bot.Id}\n{conversationId}\n{what}\n"));
        hash.AppendData(body.Span);
        var key = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
        var count = _answered.TryGetValue(key, out int answered) ? answered : 0;
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        var window = seconds / Window;
        // A repetition that falls into the next window is known by the one before.
        if (seconds % Window < Repeating && await grains.GetGrain<IConversationGrain>(conversationId).Receipt(Id(key, count, window - 1)) is not null) window--;
        return new BotCommandId(key, Id(key, count, window), count);
    }

    /// <summary>The bot was answered, and will not repeat it.</summary>
    public void Answered(BotCommandId id) => _answered.Set(id.Key, id.Count + 1, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromSeconds(2 * Window) });

    public void Dispose() => _answered.Dispose();

    private static string Id(string key, int count, long window) => string.Create(CultureInfo.InvariantCulture, $"bot:{key}.{count}.{window}");
}

/// <summary>The id of a post, and what it is counted by.</summary>
internal readonly record struct BotCommandId(string Key, string Text, int Count);
