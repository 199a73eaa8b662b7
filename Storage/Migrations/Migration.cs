using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Storage;

/// <summary>A numbered change of a schema. Once released it is never edited: databases that have it keep its checksum.</summary>
/// <param name="Number">Four digits in the file's name; migrations are applied in this order.</param>
/// <param name="Name">
/// The file's name. <c>0040_calls</c> only adds, so programs that don't know it go on as before; what takes away or changes names the migration since
/// which programs can live without it: <c>0041_drop_calls.needs0040</c>.
/// </param>
public sealed partial record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, whatever its line ends.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The number of the migration that a program must know to go on with a database that has the one of this name; null when any program can.</summary>
    public static int? NeededBy(string name) =>
        Needs().Match(name) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\.needs([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Needs();
}
