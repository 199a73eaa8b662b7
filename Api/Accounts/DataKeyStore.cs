using System.Xml.Linq;
using ContactHub.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ContactHub.Accounts;

/// <summary>
/// The keys that protect cookies, in the hub's database: sign-ins outlive a restart, and every Api process of a cluster reads the others'
/// cookies. Whoever can read the database can forge a cookie, so it is to be guarded like the keys (docs/operations.md).
/// </summary>
public sealed class DataKeyStore(HubDatabase database) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = Open();
        return [.. connection.Query<string>("SELECT xml FROM data_protection_keys ORDER BY id").Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Open();
        connection.Execute(
            "INSERT INTO data_protection_keys (id, xml) VALUES (@friendlyName, @xml)",
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }

    // The key ring asks synchronously, at start and about once a day; no thread pool is short of threads for that.
    private System.Data.Common.DbConnection Open() => database.Open().GetAwaiter().GetResult();
}
