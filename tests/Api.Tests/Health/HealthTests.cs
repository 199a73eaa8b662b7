using System.Net;
using System.Text.Json;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Storage;
using Microsoft.Data.Sqlite;

namespace ContactHub.Health.Tests;

/// <summary>What the health addresses say, and to whom.</summary>
public sealed class HealthTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task Strangers_get_one_word_and_administrators_what_each_check_found()
    {
        var agent = await hub.Staff("Deniz", "agent", "su");
        var administrator = await hub.Staff("Yönetici", "administrator");

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Get(hub.Address, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Get(hub.Address, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await Get(hub.Address, "/health/ready", agent.Cookie));
        var (status, text) = await Get(hub.Address, "/health/ready", administrator.Cookie);

        Assert.Equal(HttpStatusCode.OK, status);
        var view = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Healthy", view.GetProperty("status").GetString());
        Assert.Equal(["grains", "log", "traffic"], view.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_log_that_takes_no_write_is_not_ready_though_it_can_be_read_and_is_ready_again_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-ready-").FullName;
        using (var locked = await HubProcess.Start(folder))
        {
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await Get(locked.Address, "/health/ready"));
            using (var other = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteEventLog.FileName)};Pooling=false"))
            {
                await other.OpenAsync();
                using var begin = other.CreateCommand();
                begin.CommandText = "BEGIN IMMEDIATE";
                begin.ExecuteNonQuery();

                await Becomes(locked.Address, HttpStatusCode.ServiceUnavailable, "Unhealthy");
                Assert.Equal((HttpStatusCode.OK, "Healthy"), await Get(locked.Address, "/health/live"));
            }

            await Becomes(locked.Address, HttpStatusCode.OK, "Healthy");
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static async Task<(HttpStatusCode Status, string Text)> Get(Uri address, string path, string? cookie = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    internal static async Task Becomes(Uri address, HttpStatusCode status, string text)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; ; tries++)
        {
            var found = await Get(address, "/health/ready");
            if (found == (status, text)) return;
            Assert.True(tries < 600, $"Ready stays at {found}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
