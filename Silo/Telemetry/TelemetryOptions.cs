namespace ContactHub.Telemetry;

/// <summary>The configuration section <c>Telemetry</c>: where metrics and traces go. Off without an address.</summary>
public sealed record TelemetryOptions
{
    public const string Section = "Telemetry";

    public const string Http = "http";
    public const string Grpc = "grpc";

    /// <summary>Address of an OpenTelemetry collector, such as <c>http://127.0.0.1:4318</c>; nothing is sent without one.</summary>
    public string? Otlp { get; init; }

    /// <summary>How the collector is spoken to: <c>http</c> (protobuf over HTTP, port 4318 by custom) or <c>grpc</c> (4317).</summary>
    public string Protocol { get; init; } = Http;

    /// <summary>Headers for the collector, <c>name=value</c> parted by commas; often a secret.</summary>
    public string? Headers { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which part of the commands is traced, 0 to 1.</summary>
    public double Sampling { get; init; } = 0.01;

    /// <summary>The name that the collector knows this process by.</summary>
    public string ServiceName { get; init; } = "contacthub";

    /// <summary>Whether anything is sent.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Otlp);

    /// <summary>Where one kind of signal goes: OTLP over HTTP has a path for each, over gRPC none.</summary>
    /// <param name="signal"><c>metrics</c> or <c>traces</c>.</param>
    public Uri Address(string signal)
    {
        var address = Otlp!.TrimEnd('/');
        return new Uri(string.Equals(Protocol, Http, StringComparison.OrdinalIgnoreCase) ? $"{address}/v1/{signal}" : address);
    }

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (IsOn && !(Uri.TryCreate(Otlp, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"Telemetry:Otlp is '{Otlp}', which is not an address such as http://127.0.0.1:4318.";
        if (!Protocol.Equals(Http, StringComparison.OrdinalIgnoreCase) && !Protocol.Equals(Grpc, StringComparison.OrdinalIgnoreCase))
            yield return $"Telemetry:Protocol is '{Protocol}'; it must be 'http' or 'grpc'.";
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1)) yield return "Telemetry:Interval must be 00:00:01 to 01:00:00.";
        if (Sampling is not (>= 0 and <= 1)) yield return "Telemetry:Sampling must be 0 to 1.";
        if (string.IsNullOrWhiteSpace(ServiceName)) yield return "Telemetry:ServiceName is empty.";
    }
}
