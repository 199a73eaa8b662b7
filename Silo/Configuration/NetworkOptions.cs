using System.Net;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration;

/// <summary>The configuration section <c>Network</c>: who can reach the hub.</summary>
public sealed record NetworkOptions
{
    public const string Section = "Network";

    /// <summary>True lets the hub listen on addresses that other machines reach; without it, only on this machine's own.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody's when empty.</summary>
    public string[] TrustedProxies { get; init; } = [];

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    /// <param name="configuration">The whole configuration, for the addresses to listen on.</param>
    public IEnumerable<string> Problems(IConfiguration configuration)
    {
        foreach (var proxy in TrustedProxies)
        {
            if (!IPAddress.TryParse(proxy, out _)) yield return $"Network:TrustedProxies has '{proxy}', which is not an IP address.";
        }

        foreach (var (key, url) in ListensOn(configuration))
        {
            if (!Uri.TryCreate(WildcardAsAddress(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                yield return $"{key} has '{url}', which is not an address such as http://127.0.0.1:8080.";
            else if (!AllowRemote && !address.IsLoopback)
                yield return $"{key} has '{url}', which other machines can reach. Set Network:AllowRemote to true if that is meant, with a TLS proxy in front.";
        }
    }

    private static IEnumerable<(string Key, string Url)> ListensOn(IConfiguration configuration)
    {
        // Kestrel's own precedence: endpoints hide URLs, and URLs hide ports.
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Where(e => e["Url"] is not null).ToList();
        if (endpoints.Count > 0) return endpoints.Select(e => ($"{e.Path}:Url", e["Url"]!));
        if (Values(configuration["urls"]) is { Length: > 0 } urls) return urls.Select(url => ("Urls", url));
        return Values(configuration["http_ports"]).Select(port => ("http_ports", $"http://*:{port}"))
            .Concat(Values(configuration["https_ports"]).Select(port => ("https_ports", $"https://*:{port}")));
    }

    private static string[] Values(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string WildcardAsAddress(string url) =>
        url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
}
