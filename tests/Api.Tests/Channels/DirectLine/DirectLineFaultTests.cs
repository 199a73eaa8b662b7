using System.Net;
using ContactHub.HubFaults.Tests;
using ContactHub.Storage;

namespace ContactHub.DirectLine.Tests;

/// <summary>The database of a running hub is away: senders get a 502, and what they post again under the same id is there once.</summary>
public sealed class DirectLineFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-directline-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task While_the_database_is_gone_posting_is_answered_by_502_and_posting_again_later_has_one_effect()
    {
        using var hub = await HubProcess.Start(_folder, $"--Sites:0:DirectLineSecret={DirectLineHub.Secret}", "--Sites:0:Greeting:Tr=Hoş geldiniz");
        using var client = new DirectLineClient(hub.Address, DirectLineHub.Secret);
        var conversation = await client.Post("/conversations", new { user = new { id = "ayse-1" } });
        var id = conversation.GetProperty("conversationId").GetString()!;
        await using var socket = await DirectLineSocket.Open(conversation);
        await client.Say(id, "Önce", "before-it");
        await socket.Next(a => a.ClientId() == "before-it");

        var database = Path.Combine(_folder, SqliteEventLog.FileName);
        File.Move(database, database + ".away");
        for (var i = 0; i < 3; i++) await IsUnavailable(client, id, "meanwhile");
        // Somebody new, whose grain is to be made.
        var other = await client.Post("/conversations", new { user = new { id = "fatma-1" } });
        await IsUnavailable(client, other.GetProperty("conversationId").GetString()!, "newcomer1");
        File.Move(database + ".away", database);

        var stored = await client.Say(id, "Arada", "meanwhile");
        Assert.Equal(stored, await client.Say(id, "Arada", "meanwhile"));
        await client.Say(other.GetProperty("conversationId").GetString()!, "Arada", "newcomer1");
        await using var back = await DirectLineSocket.Open(await client.Get($"/conversations/{id}?watermark=0"));
        await back.Next(a => a.ClientId() == "meanwhile");
        Assert.Equal(["before-it", "meanwhile"], back.Activities.Where(a => a.Role() == "user").Select(a => a.ClientId()!));
        Assert.DoesNotContain("Arada", hub.Output, StringComparison.Ordinal);
    }

    private static async Task IsUnavailable(DirectLineClient client, string id, string clientActivityId)
    {
        var refused = await client.Ask(HttpMethod.Post, $"/conversations/{id}/activities", DirectLineClient.Message("Arada", clientActivityId));
        Assert.Equal((HttpStatusCode.BadGateway, "ServiceUnavailable"), (refused.Status, refused.Code()));
        Assert.DoesNotContain("Sqlite", refused.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }
}
