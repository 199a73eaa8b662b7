using System.Threading.RateLimiting;
using ContactHub.Security;

namespace ContactHub.Visitors;

/// <summary>The configuration section <c>Visitors</c>: how much one visitor and one address may do.</summary>
public sealed record VisitorOptions
{
    public const string Section = "Visitors";

    /// <summary>Sends per 10 seconds and visitor.</summary>
    public int SendsPerVisitor { get; init; } = 10;

    /// <summary>Sends per 10 seconds and address; many citizens may share one.</summary>
    public int SendsPerAddress { get; init; } = 100;

    /// <summary>Connections of one visitor at once (tabs).</summary>
    public int ConnectionsPerVisitor { get; init; } = 5;

    /// <summary>Sessions per minute and address.</summary>
    public int SessionsPerAddress { get; init; } = 60;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (SendsPerVisitor < 1) yield return "Visitors:SendsPerVisitor must be at least 1.";
        if (SendsPerAddress < SendsPerVisitor) yield return "Visitors:SendsPerAddress must not be below SendsPerVisitor.";
        if (ConnectionsPerVisitor < 1) yield return "Visitors:ConnectionsPerVisitor must be at least 1.";
        if (SessionsPerAddress < 1) yield return "Visitors:SessionsPerAddress must be at least 1.";
    }
}

/// <summary>Token buckets for what visitors send; idle buckets are dropped by the limiter itself.</summary>
public sealed class VisitorLimits(VisitorOptions options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly PartitionedRateLimiter<string> _visitors = Buckets(options.SendsPerVisitor);
    private readonly PartitionedRateLimiter<string> _addresses = Buckets(options.SendsPerAddress);

    /// <summary>Null when one more send is allowed, otherwise the seconds to wait.</summary>
    public int? TrySend(string visitorId, string address)
    {
        using var byVisitor = _visitors.AttemptAcquire(visitorId);
        if (!byVisitor.IsAcquired) return RateLimits.Seconds(byVisitor, Window);
        using var byAddress = _addresses.AttemptAcquire(address);
        return byAddress.IsAcquired ? null : RateLimits.Seconds(byAddress, Window);
    }

    public void Dispose()
    {
        _visitors.Dispose();
        _addresses.Dispose();
    }

    private static PartitionedRateLimiter<string> Buckets(int perWindow) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perWindow,
            // Small steps, so that a patient sender is let through evenly instead of in bursts.
            TokensPerPeriod = Math.Max(1, perWindow / 10),
            ReplenishmentPeriod = perWindow >= 10 ? Window / 10 : Window / perWindow,
        }), StringComparer.Ordinal);
}
