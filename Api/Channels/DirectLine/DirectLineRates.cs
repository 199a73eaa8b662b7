using System.Threading.RateLimiting;
using ContactHub.Security;
using ContactHub.Visitors;
using Microsoft.AspNetCore.RateLimiting;

namespace ContactHub.DirectLine;

/// <summary>Limits per address, as the widget's, and their refusal in Direct Line's shape.</summary>
internal sealed class DirectLineRates(string name, Func<VisitorOptions, int> perMinute) : IRateLimiterPolicy<string>
{
    /// <summary>Conversations that are started: as many as sessions of the widget.</summary>
    public const string Starts = "directline-starts";

    /// <summary>Everything else; many clients that poll may share an address.</summary>
    public const string Calls = "directline-calls";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Add(RateLimiterOptions options)
    {
        options.AddPolicy(Starts, new DirectLineRates(Starts, visitors => visitors.SessionsPerAddress));
        options.AddPolicy(Calls, new DirectLineRates(Calls, visitors => (int)Math.Min(int.MaxValue, visitors.SessionsPerAddress * 200L)));
    }

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = static (context, _) =>
        new ValueTask(DirectLineErrors.Write(context.HttpContext, DirectLineErrors.RateLimited(RateLimits.Seconds(context.Lease, Minute))));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        $"{name} {RateLimits.Address(httpContext)}",
        _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = perMinute(httpContext.RequestServices.GetRequiredService<VisitorOptions>()), Window = Minute, QueueLimit = 0,
        });
}

/// <summary>How often the client of one conversation may call, posting messages apart: as often as a connection of the widget.</summary>
internal sealed class DirectLineCalls : IDisposable
{
    private const int Most = 300;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window }), StringComparer.Ordinal);

    /// <summary>Null when one more is allowed, otherwise the seconds to wait.</summary>
    public int? TryTake(string citizenId)
    {
        using var lease = _calls.AttemptAcquire(citizenId);
        return lease.IsAcquired ? null : RateLimits.Seconds(lease, Window);
    }

    public void Dispose() => _calls.Dispose();
}
