using System.Text.Json;
using ContactHub.Hubs.Tests;

namespace ContactHub.DirectLine.Tests;

/// <summary>A running hub whose site has Direct Line.</summary>
public sealed class DirectLineHub : IAsyncLifetime
{
    public const string Secret = "the-direct-line-secret-of-the-test-site";
    public const string OtherSecret = "the-direct-line-secret-of-the-other-site";

    public RunningHub Hub { get; private set; } = null!;

    public async Task InitializeAsync() => Hub = await RunningHub.Start(
        $"--Sites:0:DirectLineSecret={Secret}", $"--Sites:1:DirectLineSecret={OtherSecret}", "--Sites:0:Greeting:Tr=Hoş geldiniz");

    public Task DisposeAsync() => Hub.DisposeAsync();

    internal DirectLineClient Client(string bearer) => new(Hub.Address, bearer);

    /// <summary>A token of a new conversation, as the site's server gets it.</summary>
    internal async Task<JsonElement> Generate(object? body = null)
    {
        using var server = Client(Secret);
        return await server.Post("/tokens/generate", body);
    }

    /// <summary>A page that has started its conversation.</summary>
    internal async Task<(DirectLineClient Client, string Id, JsonElement Conversation)> Start(string user = "ayse-1")
    {
        var token = (await Generate(new { user = new { id = user, name = "Ayşe" } })).GetProperty("token").GetString()!;
        var client = Client(token);
        var conversation = await client.Post("/conversations", new { user = new { }, locale = "tr-TR" });
        return (client, conversation.GetProperty("conversationId").GetString()!, conversation);
    }
}
