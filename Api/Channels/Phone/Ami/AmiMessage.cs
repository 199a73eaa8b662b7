using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.Phone;

/// <summary>One line of a message; keys may repeat.</summary>
public readonly record struct AmiField(string Key, string Value);

/// <summary>One block of the Asterisk Manager Interface: an event, a response or an action, its lines in the order received.</summary>
public sealed record AmiMessage(ImmutableArray<AmiField> Fields)
{
    /// <summary>What Asterisk writes for a number or a name that it does not know.</summary>
    public const string Unknown = "<unknown>";

    /// <summary>The event's name; null of anything else.</summary>
    public string? Event => this["Event"];

    /// <summary>Success, Error, Goodbye, ..; of the event OriginateResponse, how it went.</summary>
    public string? Response => this["Response"];

    /// <summary>The id of the action that this answers.</summary>
    public string? ActionId => this["ActionID"];

    /// <summary>The first value of a key, in either case of letters; null when it is not there.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase)) return field.Value;
            }

            return null;
        }
    }

    /// <summary>All values of a key that may repeat.</summary>
    public IEnumerable<string> All(string key) =>
        Fields.Where(field => string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>A value that says something: not absent, empty or <see cref="Unknown"/>.</summary>
    public string? Known(string key) => this[key] is { Length: > 0 } value && value != Unknown ? value : null;

    /// <summary>A whole number; null when it is none.</summary>
    public int? Number(string key) =>
        int.TryParse(this[key], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>When it happened, which Asterisk says if <c>timestampevents</c> is on: seconds since 1970 with microseconds.</summary>
    public DateTimeOffset? Timestamp =>
        decimal.TryParse(this["Timestamp"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000m
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    /// <summary>A message of these keys and values.</summary>
    public static AmiMessage Of(params IEnumerable<(string Key, string Value)> fields) => new([.. fields.Select(field => new AmiField(field.Key, field.Value))]);
}
