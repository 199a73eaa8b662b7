using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>Collects every fault of an input, so that all of them are reported at once. Not thread-safe.</summary>
public sealed partial class Faults
{
    private readonly Dictionary<string, List<StaffText>> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>The faults by member name.</summary>
    public ImmutableDictionary<string, StaffText[]> Errors => _errors.ToImmutableDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>The refusal that lists them.</summary>
    public Refusal Problem() => Problems.Invalid(Errors);

    /// <summary>Notes a fault.</summary>
    public Faults Add(string member, StaffText message)
    {
        if (!_errors.TryGetValue(member, out var list)) _errors.Add(member, list = []);
        list.Add(message);
        return this;
    }

    /// <summary>Notes a fault unless a condition holds.</summary>
    public Faults Require(bool condition, string member, StaffText message) => condition ? this : Add(member, message);

    /// <summary>A text of <paramref name="min"/> to <paramref name="max"/> characters, not only blanks, without control characters but line breaks and tabs.</summary>
    public Faults Text(string member, string? value, int min, int max)
    {
        var (tr, en) = FieldNames.Of(member);
        var length = value?.Length ?? 0;
        if (length < min || (min > 0 && string.IsNullOrWhiteSpace(value)))
        {
            return Add(member, min <= 1
                ? new StaffText($"{tr} eksik.", $"{en} is missing.")
                : new StaffText($"{tr} en az {min} karakter olmalı.", $"{en} needs at least {min} characters."));
        }

        if (length > max)
            return Add(member, new StaffText($"{tr} {length} karakter; en çok {max} olabilir.", $"{en} has {length} characters; at most {max} are allowed."));
        if (value is not null && value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return Add(member, new StaffText($"{tr} denetim karakterleri içeriyor.", $"{en} contains control characters."));
        return this;
    }

    /// <summary>As <see cref="Text"/>, but may be left out.</summary>
    public Faults Optional(string member, string? value, int max) => value is null ? this : Text(member, value, 0, max);

    /// <summary>An id made by a client: [a-z0-9-], 1 to 64 characters.</summary>
    public Faults Id(string member, string? value)
    {
        var (tr, en) = FieldNames.Of(member);
        return Require(value is not null && IdPattern().IsMatch(value), member, new StaffText(
            $"{tr} yalnızca a-z, 0-9 ve - içerebilir, 1 ile 64 karakter arasında olmalı.", $"{en} may hold a-z, 0-9 and - only, 1 to 64 characters."));
    }

    /// <summary>An e-mail address of at most 254 characters; only its shape is checked.</summary>
    public Faults Email(string member, string? value) => Require(
        value is { Length: <= 254 } && EmailPattern().IsMatch(value), member,
        new StaffText("Bu bir e-posta adresi değil.", "This is not an e-mail address."));

    /// <summary>A number within bounds, both included.</summary>
    public Faults Range(string member, int value, int min, int max)
    {
        var (tr, en) = FieldNames.Of(member);
        return Require(value >= min && value <= max, member, new StaffText($"{tr} {min} ile {max} arasında olmalı.", $"{en} must be {min} to {max}."));
    }

    /// <summary>A list of at most <paramref name="max"/> values, none twice, each one of <paramref name="allowed"/> when that is given.</summary>
    public Faults List(string member, IReadOnlyCollection<string>? values, int min, int max, IReadOnlyCollection<string>? allowed = null)
    {
        var (tr, en) = FieldNames.Of(member);
        var count = values?.Count ?? 0;
        if (count < min || count > max)
            return Add(member, new StaffText($"{tr}: en az {min}, en çok {max} değer seçin.", $"{en} needs {min} to {max} values."));
        if (values is null) return this;
        if (values.Distinct(StringComparer.Ordinal).Count() != count) Add(member, new StaffText($"{tr}: bir değer iki kez var.", $"{en} names a value twice."));
        if (allowed is not null && values.FirstOrDefault(v => !allowed.Contains(v)) is { } unknown)
        {
            var shown = unknown.Length > 40 ? unknown[..40] : unknown;
            Add(member, new StaffText($"{tr}: '{shown}' bilinmiyor.", $"{en}: '{shown}' is not known."));
        }

        return this;
    }

    [GeneratedRegex("^[a-z0-9-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[^@\s<>,;:""()\[\]\\]+@[^@\s.<>,;:""()\[\]\\]+(\.[^@\s.<>,;:""()\[\]\\]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailPattern();
}
