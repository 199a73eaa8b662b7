using System.Collections.Immutable;
using ContactHub.Texts;

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
    public static IReadOnlyList<CallReport> Read(string provider, ReportFields fields) => fields[IdsOf(provider)] is not { } call ? [] : provider switch
    {
        Twilio => TwilioReports.Read(call, fields),
        Verimor => VerimorReports.Read(call, fields),
        Netgsm => NetgsmReports.Read(call, fields),
        Bulutfon => BulutfonReports.Read(call, fields),
        Signed => SignedReports.Read(call, fields),
        _ => [],
    };

    /// <summary>Why a request can't be taken, whatever it reports; null when it can.</summary>
    public static StaffText? Problem(string provider, ReportFields fields)
    {
        if (fields[IdsOf(provider)] is not null) return provider == Signed ? SignedReports.Problem(fields) : null;
        var names = string.Join(" / ", IdsOf(provider));
        return new StaffText($"{names} yok: çağrının kimliği.", $"{names} is missing: the call's id.");
    }

    /// <summary>The fields that name the call, the first that is there: of a leg the call that it is of, of a record the id that the events before it bore.</summary>
    private static string[] IdsOf(string provider) => provider switch
    {
        Twilio => ["ParentCallSid", "CallSid"],
        Verimor => ["call_uuid"],
        Netgsm => ["asteriskId", "unique_id", "kimlik"],
        Bulutfon => ["uuid"],
        _ => ["call"],
    };
}
