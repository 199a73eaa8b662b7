using System.Collections.Immutable;

namespace ContactHub.Phone;

/// <summary>What a provider reports of a call: an event that has no number yet and may have been reported before.</summary>
/// <param name="Call">The provider's id of the call.</param>
public sealed record CallReport(string Call, CallKind Kind)
{
    public DateTimeOffset? At { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Queue { get; init; }

    public string? Agent { get; init; }

    /// <summary>The municipality calls.</summary>
    public bool IsOutbound { get; init; }

    public int? Seconds { get; init; }

    /// <summary>Of the end; null when the provider does not say: then whether somebody had answered decides.</summary>
    public CallOutcome? Outcome { get; init; }

    public string? Recording { get; init; }
}

/// <summary>The providers, and what each writes.</summary>
public static class CallReports
{
    public const string Twilio = "twilio";
    public const string Verimor = "verimor";
    public const string Netgsm = "netgsm";
    public const string Bulutfon = "bulutfon";

    /// <summary>The hub's own format, for whatever else there is (docs/phone.md).</summary>
    public const string Signed = "signed";

    /// <summary>Names of the providers.</summary>
    public static ImmutableArray<string> Providers { get; } = [Twilio, Verimor, Netgsm, Bulutfon, Signed];

    /// <summary>What a provider's request reports, in order; nothing when it says nothing that the timeline has a place for.</summary>
    public static IReadOnlyList<CallReport> Read(string provider, ReportFields fields) => provider switch
    {
        Twilio => TwilioReports.Read(fields),
        Verimor => VerimorReports.Read(fields),
        Netgsm => NetgsmReports.Read(fields),
        Bulutfon => BulutfonReports.Read(fields),
        Signed => SignedReports.Read(fields),
        _ => [],
    };
}
