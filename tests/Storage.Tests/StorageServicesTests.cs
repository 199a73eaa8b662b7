using Dapper;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;

namespace ContactHub.Storage.Tests;

public sealed class StorageServicesTests
{
    [Fact]
    public void All_problems_of_the_options_are_named_before_anything_is_opened()
    {
        Refused(new StorageOptions { Provider = "mysql" }, "Storage:Provider is 'mysql'");
        Refused(new StorageOptions { Path = " " }, "Storage:Path is empty");
        Refused(new StorageOptions { Provider = "postgres" }, "Storage:ConnectionString is missing");
        Refused(new StorageOptions { Provider = "postgres", ConnectionString = "Hots=x" }, "not a PostgreSQL connection string");
        Refused(new StorageOptions { Provider = "postgres", ConnectionString = "Username=x" }, "names no Host");

        static void Refused(StorageOptions options, string problem)
        {
            var error = Assert.Throws<StorageStartException>(() => new ServiceCollection().AddContactHubStorage(options));
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_registered_services_open_the_configured_database(bool postgres)
    {
        using var folder = new TempFolder();
        var options = postgres
            ? new StorageOptions { Provider = "Postgres", ConnectionString = await (await PostgresServer.Shared).CreateDatabase() }
            : new StorageOptions { Path = Path.Combine(folder.Path, "made", "here") };
        var services = new ServiceCollection().AddContactHubStorage(options).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        await using var provider = services.BuildServiceProvider();

        var log = provider.GetRequiredService<IEventLog>();
        await log.Append(Events.Append("a", 0, "x"));
        await provider.GetRequiredService<ProjectionRunner>().CatchUp();

        Assert.Equal(postgres, log is PostgresEventLog);
        await using var connection = await provider.GetRequiredService<HubDatabase>().Open();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM conversation_stats"));
    }

    [Fact]
    public async Task A_broken_hub_database_stops_the_start_with_its_reason()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, HubDatabase.FileName), new string('?', 10_000));
        var error = await Assert.ThrowsAsync<StorageStartException>(() => HubDatabase.Start(new StorageOptions { Path = folder.Path }, TimeProvider.System));
        Assert.Contains("not a database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sqlite_connections_enforce_foreign_keys_and_wait_for_locks()
    {
        using var folder = new TempFolder();
        await using var database = await HubDatabase.Start(new StorageOptions { Path = folder.Path }, TimeProvider.System);
        await using var connection = await database.Open();
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("PRAGMA foreign_keys"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("PRAGMA synchronous"));
        Assert.Equal(5000, await connection.ExecuteScalarAsync<long>("PRAGMA busy_timeout"));
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
    }
}
