using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Storage;

/// <summary>A numbered change of a schema. Once released it is never edited: databases that have it keep its checksum.</summary>
/// <param name="Number">Four digits in the file's name; migrations are applied in this order.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the text, whatever its line ends.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
