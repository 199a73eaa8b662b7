using System.Net;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Outbound;

/// <summary>
/// The proxy through which HTTP leaves the municipality's network: <c>Outbound:Proxy</c>, or, when that is not set, what the environment says
/// (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c>, <c>NO_PROXY</c>).
/// </summary>
public sealed class OutboundProxy : IWebProxy
{
    /// <summary>The setting that leaves the environment's proxy aside, too.</summary>
    public const string None = "none";

    private readonly Uri? _address;
    private readonly bool _isOfEnvironment;
    private readonly string[] _hosts;
    private readonly IPNetwork[] _networks;
    private ICredentials? _credentials;

    /// <param name="proxy">Null or empty: the environment's; <see cref="None"/>; or an address such as <c>http://user:password@vekil.ornek.bel.tr:3128</c>.</param>
    /// <param name="direct">What is reached without it: hosts with what is below them, and networks for addresses. This machine and names without a dot always are.</param>
    /// <exception cref="ArgumentException">It is no address; <see cref="Problem"/> says so before.</exception>
    public OutboundProxy(string? proxy, IEnumerable<string>? direct = null)
    {
        if (Problem(proxy) is { } problem) throw new ArgumentException(problem, nameof(proxy));
        _isOfEnvironment = string.IsNullOrEmpty(proxy);
        var except = (direct ?? []).Select(one => one.Trim()).Where(one => one.Length > 0).ToLookup(one => IPNetwork.TryParse(one, out _));
        _networks = [.. except[true].Select(network => IPNetwork.Parse(network))];
        _hosts = [.. except[false].Select(host => host.TrimStart('.'))];
        if (_isOfEnvironment || proxy == None) return;
        var address = new Uri(proxy!);
        _address = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            _credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }

    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => _isOfEnvironment ? HttpClient.DefaultProxy.Credentials : _credentials;
        set => _credentials = value;
    }

    /// <summary>As the settings say.</summary>
    public static OutboundProxy Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Outbound");
        return new OutboundProxy(section["Proxy"], section.GetSection("NoProxy").Get<string[]>());
    }

    /// <summary>What is wrong with the setting; null when nothing is. It names no password.</summary>
    public static string? Problem(string? proxy) =>
        string.IsNullOrEmpty(proxy) || proxy == None || (Uri.TryCreate(proxy, UriKind.Absolute, out var address) && address is { Scheme: "http", Host.Length: > 0, PathAndQuery: "/", Fragment: "" })
            ? null
            : "Outbound:Proxy must be an address such as http://vekil.ornek.bel.tr:3128, with user:password@ before the host if the proxy asks for them, or 'none'.";

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination)
    {
        if (IsBypassed(destination)) return null;
        return _isOfEnvironment ? HttpClient.DefaultProxy.GetProxy(destination) : _address;
    }

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) =>
        (_isOfEnvironment ? HttpClient.DefaultProxy.IsBypassed(host) : _address is null) || host.IsLoopback || IsExcepted(host.IdnHost);

    private bool IsExcepted(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return _networks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
        return !host.Contains('.', StringComparison.Ordinal) || _hosts.Any(one => string.Equals(host, one, StringComparison.OrdinalIgnoreCase)
            || (host.EndsWith(one, StringComparison.OrdinalIgnoreCase) && host[^(one.Length + 1)] == '.'));
    }
}
