using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration;

/// <summary>Finds sections whose names are nearly those of the hub: a slip of the pen there would silently leave the defaults.</summary>
public static class SectionNames
{
    /// <summary>One sentence for each section that looks like a misspelt one of <paramref name="known"/>. Others may belong to anybody.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration, IReadOnlyCollection<string> known)
    {
        foreach (var section in configuration.GetChildren().Where(section => section.GetChildren().Any()))
        {
            if (known.Contains(section.Key, StringComparer.OrdinalIgnoreCase)) continue;
            var meant = known.FirstOrDefault(name => IsSlip(section.Key, name));
            if (meant is not null) yield return $"There is a section '{section.Key}', which means nothing; is '{meant}' meant?";
        }
    }

    /// <summary>Whether one letter was left out, added or replaced, or two neighbours were swapped, in either case of letters.</summary>
    private static bool IsSlip(string a, string b)
    {
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var i = 0;
        while (i < shorter.Length && shorter[i] == longer[i]) i++;
        if (a.Length != b.Length) return string.Equals(shorter[i..], longer[(i + 1)..], StringComparison.Ordinal);
        if (i >= a.Length) return true;
        return string.Equals(a[(i + 1)..], b[(i + 1)..], StringComparison.Ordinal)
            || (i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && string.Equals(a[(i + 2)..], b[(i + 2)..], StringComparison.Ordinal));
    }
}
