using System.Text;
using System.Text.Json;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Hubs.Tests;

/// <summary>What a newer version stored, or what no longer reads, spoils nobody's timeline.</summary>
public sealed class UnknownEventTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Theory]
    [InlineData("pollStarted", "{\"question\":\"Hangi gün?\"}", "pollStarted", "{\"question\":\"Hangi gün?\"}")]
    [InlineData("pollStarted", "[1]", "pollStarted", "{\"stored\":\"[1]\"}")]
    [InlineData("messagePosted", "{\"text\":", "unreadable", "{\"stored\":\"{\\\"text\\\":\"}")]
    [InlineData("messagePosted", "", "unreadable", "{\"stored\":\"\"}")]
    [InlineData("messagePosted", "null", "unreadable", "{\"stored\":\"null\"}")]
    [InlineData("priorityChanged", "{\"priority\":\"high\"}", "unreadable", "{\"priority\":\"high\"}")]
    public async Task Staff_see_that_there_is_something_and_the_citizen_a_placeholder(string kind, string payload, string wireKind, string data)
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var head = (await hub.Log.Summary(session.ConversationId))!;
        var stored = new NewEvent(kind, "chat", "robot/r-1", head.Row.UpdatedAt, Encoding.UTF8.GetBytes(payload));
        await hub.Log.Append(new AppendRequest(session.ConversationId, head.LastSeq, [stored], head.Row));
        await citizen.Call("send", new { clientId = "after-that", text = "Merhaba" });
        await using var desk = await (await hub.Staff("Süpervizör", StaffRoles.Supervisor)).Open();

        var (seen, shown) = (await Screen.Open(desk, session.ConversationId), await Screen.Join(citizen, session.ConversationId));

        Assert.Equal([1L, 2L, 3L, 4L, 5L], seen.Entries.Keys);
        Assert.Equal(seen.Entries.Keys, shown.Entries.Keys);
        var entry = JsonDocument.Parse(seen.Entries[4]).RootElement;
        Assert.Equal((wireKind, data), (entry.GetProperty("kind").GetString(), entry.GetProperty("data").GetRawText()));
        Assert.Equal("hidden", JsonDocument.Parse(shown.Entries[4]).RootElement.GetProperty("kind").GetString());
        Assert.Contains("Merhaba", shown.Entries[5], StringComparison.Ordinal);
        Assert.Empty(hub.Logged.Faults);
    }
}
