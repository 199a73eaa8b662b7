using System.Globalization;
using ContactHub.Hubs.Tests;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Data.Sqlite;

namespace ContactHub.HubFaults.Tests;

/// <summary>
/// The database of a running hub can't be written: the sender is told, keeps the text, and nothing that was acknowledged is missing afterwards, not
/// even after the process is killed.
/// </summary>
public sealed class StorageFaultTests
{
    private readonly List<(long Seq, string Text)> _acknowledged = [];

    [Fact]
    public async Task On_a_full_disk_the_sender_is_told_and_nothing_acknowledged_is_missing_afterwards()
    {
        using var disk = new SmallDisk();
        var session = await Play(disk.Data, hub => disk.Fill(hub.Id), hub => disk.Free(hub.Id));
        await Reopen(disk.Data, session);
    }

    [Fact]
    public async Task While_another_process_locks_the_database_the_sender_is_told_and_afterwards_it_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-locked-").FullName;
        SqliteConnection? other = null;
        var session = await Play(
            folder,
            _ =>
            {
                other = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteEventLog.FileName)};Pooling=false");
                other.Open();
                Execute(other, "BEGIN IMMEDIATE");
            },
            _ =>
            {
                Execute(other!, "ROLLBACK");
                other!.Dispose();
            });
        await Reopen(folder, session);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task While_the_database_is_gone_the_sender_is_told_and_when_it_is_back_it_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-gone-").FullName;
        var file = Path.Combine(folder, SqliteEventLog.FileName);
        var session = await Play(folder, _ => File.Move(file, file + ".away"), _ => File.Move(file + ".away", file));
        await Reopen(folder, session);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A citizen writes before, during and after the fault.</summary>
    private async Task<Session> Play(string folder, Action<HubProcess> begin, Action<HubProcess> end)
    {
        using var hub = await HubProcess.Start(folder);
        var session = await hub.Visit();
        await using var citizen = await hub.Connect(session);
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        for (var i = 0; i < 20; i++) Assert.Null(await Send(citizen, i));

        begin(hub);
        // What fits into a page that is there already may still go through.
        var n = 20;
        HubRefusalException? refusal;
        while ((refusal = await Send(citizen, n)) is null) Assert.True(++n < 500, "The fault did no harm.");
        Assert.Equal("unavailable", refusal.Code);
        for (var i = 1; i <= 3; i++) Assert.Equal("unavailable", (await Send(citizen, n + i))?.Code);
        Assert.Contains("Mesaj 3", (await citizen.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
        end(hub);

        // The client's outbox tries again, in order, under the same ids.
        for (var i = 0; i <= 4; i++) Assert.Null(await Send(citizen, n + i));
        Assert.Equal(n + 5, _acknowledged.Count);
        await CheckAll(citizen);
        Assert.DoesNotContain("Mesaj", hub.Output, StringComparison.Ordinal);
        hub.Kill();
        return session;
    }

    /// <summary>Another process on the same files, after the first was killed.</summary>
    private async Task Reopen(string folder, Session session)
    {
        using var hub = await HubProcess.Start(folder);
        await using var citizen = await hub.Connect(await hub.Visit(session.Token));
        await CheckAll(citizen);
        Assert.Null(await Send(citizen, _acknowledged.Count));
        hub.Kill();
    }

    private async Task CheckAll(HubSocket citizen)
    {
        var stored = (await citizen.Call("join", 0)).GetProperty("entries").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "messagePosted")
            .Select(e => (e.GetProperty("seq").GetInt64(), e.GetProperty("data").GetProperty("text").GetString()!)).ToList();
        Assert.Equal(_acknowledged, stored);
    }

    private async Task<HubRefusalException?> Send(HubSocket citizen, int n)
    {
        try
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Mesaj {n} ") + new string('x', 900);
            var receipt = await citizen.Call("send", new { clientId = $"message-{n:0000}", text });
            _acknowledged.Add((receipt.GetProperty("seq").GetInt64(), text));
            return null;
        }
        catch (HubRefusalException refusal)
        {
            return refusal;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
