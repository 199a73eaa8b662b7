using System.Threading.RateLimiting;
using ContactHub.Visitors;
using Microsoft.AspNetCore.RateLimiting;

namespace ContactHub.Security;

/// <summary>
/// Limits on requests, per address (the proxy's client when forwarded headers are configured). The hubs count messages themselves. Addresses are
/// counted as they are, IPv6 by its /64, which is what one subscriber has.
/// </summary>
public static class RateLimits
{
    /// <summary>Visitor sessions: <see cref="VisitorOptions.SessionsPerAddress"/> a minute.</summary>
    public const string Session = "session";

    /// <summary>Attempts to sign in, codes and passwords, beside the limit per account.</summary>
    public const string SignIn = "sign-in";

    /// <summary>What desk and administration screens ask: 600 a minute for an account.</summary>
    public const string Staff = "staff";

    /// <summary>Call reports of phone providers: 3,000 a minute from an address, a busy centre's worth.</summary>
    public const string Reports = "reports";

    /// <summary>Calls by a click: 20 a minute for an account.</summary>
    public const string Calls = "calls";

    /// <summary>Mails that begin a conversation: 20 a minute for an account.</summary>
    public const string NewMails = "new-mails";

    /// <summary>The open API: 6,000 a minute from an address, before anybody looks at the key, which has a limit of its own.</summary>
    public const string OpenApi = "open-api";

    /// <summary>Attempts to sign in a minute: a whole contact centre may begin its shift behind one address.</summary>
    public const int SignInsPerAddress = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Adds the policies; an endpoint group names the one that it is under.</summary>
    public static IServiceCollection AddHubRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = Refuse;
        options.AddPolicy(Session, context => Window($"session {Address(context)}", context.RequestServices.GetRequiredService<VisitorOptions>().SessionsPerAddress));
        options.AddPolicy(SignIn, context => Window($"sign-in {Address(context)}", SignInsPerAddress));
        options.AddPolicy(Reports, context => Window($"reports {Address(context)}", 3000));
        options.AddPolicy(Calls, context => Window($"calls {context.User.Identity?.Name ?? Address(context)}", 20));
        options.AddPolicy(NewMails, context => Window($"new-mails {context.User.Identity?.Name ?? Address(context)}", 20));
        options.AddPolicy(OpenApi, context => Window($"open-api {Address(context)}", 6000));
        options.AddPolicy(Staff, context => Window($"staff {context.User.Identity?.Name ?? Address(context)}", 600));
    });

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Minute, QueueLimit = 0 });

    /// <summary>What counts as one sender.</summary>
    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return address.ToString();
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    /// <summary>Whole seconds to wait, at least one, after a refused lease.</summary>
    /// <param name="otherwise">When the limiter doesn't know.</param>
    public static int Seconds(RateLimitLease lease, TimeSpan otherwise) =>
        Math.Max(1, (int)Math.Ceiling((lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : otherwise).TotalSeconds));

    private static async ValueTask Refuse(OnRejectedContext context, CancellationToken ct)
    {
        var seconds = Seconds(context.Lease, Minute);
        context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Problems.RateLimited(seconds).ExecuteAsync(context.HttpContext);
    }
}
