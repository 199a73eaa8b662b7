using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactHub.Phone;

/// <summary>The fields of a provider's request, whether it sends a form or JSON; their names in either case of letters.</summary>
public sealed class ReportFields
{
    /// <summary>Turkey's only time zone since 2016. Providers write local times without saying so.</summary>
    private static readonly TimeSpan Turkey = TimeSpan.FromHours(3);

    private readonly Dictionary<string, string> _fields;

    private ReportFields(Dictionary<string, string> fields, IReadOnlyList<(string Key, string Value)> form) => (_fields, Form) = (fields, form);

    /// <summary>All fields as received; of nested JSON, with dotted names.</summary>
    public IReadOnlyDictionary<string, string> All => _fields;

    /// <summary>A form's fields in order, repeated ones too; empty of JSON.</summary>
    public IReadOnlyList<(string Key, string Value)> Form { get; }

    /// <summary>A field that says something, under the first of its names that does.</summary>
    public string? this[params ReadOnlySpan<string> names]
    {
        get
        {
            foreach (var name in names)
            {
                if (_fields.TryGetValue(name, out var value) && value.Length > 0) return value;
            }

            return null;
        }
    }

    /// <summary>Reads a body; null when it is neither a form nor a JSON object.</summary>
    public static ReportFields? Read(string? contentType, ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true) return ReadJson(body, fields) ? new ReportFields(fields, []) : null;
        if (contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return null;
        var form = new List<(string, string)>();
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body)))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            form.Add((name, value));
            fields[name] = value;
        }

        return new ReportFields(fields, form);
    }

    /// <summary>Whole seconds; null when it is no number.</summary>
    public int? Seconds(params ReadOnlySpan<string> names) =>
        decimal.TryParse(this[names], NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 10_000_000
            ? (int)decimal.Round(number, MidpointRounding.AwayFromZero)
            : null;

    public bool? Flag(string name) => this[name] switch
    {
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        _ => null,
    };

    /// <summary>Ticks of a unit since 1970, as milli- or microseconds are.</summary>
    public DateTimeOffset? Since1970(string name, long ticksPerUnit) =>
        long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units < DateTimeOffset.MaxValue.Ticks / ticksPerUnit / 2
            ? DateTimeOffset.UnixEpoch.AddTicks(units * ticksPerUnit)
            : null;

    /// <summary>A date and time, Turkish unless it says otherwise.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (!DateTimeOffset.TryParse(this[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return null;
        var saysZone = DateTime.TryParse(this[name], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var plain) && plain.Kind != DateTimeKind.Unspecified;
        return saysZone ? time : new DateTimeOffset(plain, Turkey);
    }

    private static bool ReadJson(ReadOnlySpan<byte> body, Dictionary<string, string> fields)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            Flatten("", document.RootElement, fields);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Flatten(string prefix, JsonElement element, Dictionary<string, string> fields)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object) Flatten(prefix + property.Name + ".", property.Value, fields);
            else if (property.Value.ValueKind != JsonValueKind.Null) fields[prefix + property.Name] = property.Value.ToString();
        }
    }
}
