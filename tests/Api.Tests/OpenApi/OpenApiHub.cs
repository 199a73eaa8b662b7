using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Conversations;
using ContactHub.Departments;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.OpenApi.Tests;

/// <summary>A hub with two departments and a key that may do everything.</summary>
internal sealed class OpenApiHub(TestHub hub, ApiClient api) : IAsyncDisposable
{
    public TestHub Hub => hub;

    public ApiClient Api => api;

    public IGrainFactory Grains => hub.Services.GetRequiredService<IGrainFactory>();

    public static async Task<OpenApiHub> Start(string? postgres = null)
    {
        var hub = await TestHub.Start(postgres);
        await hub.Staff.Save(new Department("su", "Su", "Water", "#0077cc", 1));
        await hub.Staff.Save(new Department("imar", "İmar", "Zoning", "#cc7700", 2));
        return new OpenApiHub(hub, await ApiClient.Of(hub));
    }

    /// <summary>Another system with a key that is restricted to a department, or to scopes.</summary>
    public Task<ApiClient> Client(string? department = null, params string[] scopes) => ApiClient.Of(hub, department, 6000, scopes);

    /// <summary>A new contact's id.</summary>
    public async Task<string> Contact(string? name = "Ayşe Yılmaz", ApiClient? by = null, params object[] identities) =>
        (string)(await (by ?? api).PostJson("contacts", new { name, identities }))["id"]!;

    /// <summary>A new contact's new conversation, begun by the other system, so that no bot answers meanwhile.</summary>
    public async Task<string> Conversation(string text = "Su faturam yanlış.", string department = "su") => (string)(await api.PostJson(
        "conversations", new { contactId = await Contact(), @as = "system", text, departmentId = department }))["conversationId"]!;

    /// <summary>A conversation's events so far, as the API tells them.</summary>
    public async Task<List<JsonNode>> Events(string conversationId) => [.. (await api.GetJson($"conversations/{conversationId}/events"))["items"]!.AsArray().Select(e => e!)];

    /// <summary>Gives a conversation to an agent.</summary>
    public async Task Take(string conversationId) => Assert.True((await Grains.GetGrain<IConversationGrain>(conversationId).Execute(
        new TakeConversation(new Actor(ActorKind.Agent, "a-deniz", "Deniz"), $"take-{Guid.NewGuid():n}"))).Succeeded);

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
