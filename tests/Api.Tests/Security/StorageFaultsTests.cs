using ContactHub.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContactHub.Security.Tests;

public sealed class StorageFaultsTests
{
    [Fact]
    public void A_database_that_is_away_is_recognised_however_it_is_wrapped()
    {
        var away = new NpgsqlException("terminating connection");

        Assert.All(
            (Exception[])[away, new StorageUnavailableException("away", away), new DbUpdateException("saving", away), new InvalidOperationException("likely transient", away)],
            fault => Assert.True(StorageFaults.IsStorage(fault)));
    }

    [Fact]
    public void A_bug_is_not_taken_for_one()
    {
        Assert.False(StorageFaults.IsStorage(new InvalidOperationException("no element")));
        Assert.False(StorageFaults.IsStorage(new InvalidOperationException("wrapped", new ArgumentException("a bug"))));
    }
}
