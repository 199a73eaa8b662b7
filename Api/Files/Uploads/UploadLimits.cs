using System.Threading.RateLimiting;
using ContactHub.Security;

namespace ContactHub.Files;

/// <summary>How often, and how much by address, citizens may upload to this node. What one citizen may within a day, the database counts.</summary>
public sealed class UploadLimits(FilesOptions options) : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private const int Kilobyte = 1024;
    private readonly PartitionedRateLimiter<string> _visitors = Windows(options.UploadsPerVisitor);
    private readonly PartitionedRateLimiter<string> _addresses = Windows(options.UploadsPerAddress);

    // Filled evenly over the day, so that an office that has used it up is not shut out until midnight.
    private readonly PartitionedRateLimiter<string> _kilobytes = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.AddressMegabytesPerDay * Kilobyte,
            TokensPerPeriod = Math.Max(1, options.AddressMegabytesPerDay * Kilobyte / (24 * 60)),
            ReplenishmentPeriod = Minute,
        }), StringComparer.Ordinal);

    /// <summary>Null when one more upload may begin, otherwise the seconds to wait.</summary>
    public int? TryBegin(string owner, string address)
    {
        using var byVisitor = _visitors.AttemptAcquire(owner);
        if (!byVisitor.IsAcquired) return RateLimits.Seconds(byVisitor, Minute);
        using var byAddress = _addresses.AttemptAcquire(address);
        return byAddress.IsAcquired ? null : RateLimits.Seconds(byAddress, Minute);
    }

    /// <summary>Null when an address may bring so many bytes more, otherwise the seconds to wait.</summary>
    public int? TryBring(string address, long bytes)
    {
        using var lease = _kilobytes.AttemptAcquire(address, (int)((bytes + Kilobyte - 1) / Kilobyte));
        return lease.IsAcquired ? null : RateLimits.Seconds(lease, Day);
    }

    public void Dispose()
    {
        _visitors.Dispose();
        _addresses.Dispose();
        _kilobytes.Dispose();
    }

    private static PartitionedRateLimiter<string> Windows(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Minute }), StringComparer.Ordinal);
}
