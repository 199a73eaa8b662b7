using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Audit;
using ContactHub.Departments;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Admin.Tests;

/// <summary>A hub with two departments.</summary>
internal static class AdminHub
{
    public static async Task<TestHub> Start()
    {
        var hub = await TestHub.Start();
        await hub.Staff.Save(new Department("su", "Su", "Water", "#0077cc", 1));
        await hub.Staff.Save(new Department("imar", "İmar", "Zoning", "#cc7700", 2));
        return hub;
    }

    /// <summary>The trail's actions, newest first.</summary>
    public static async Task<List<string>> Trail(TestHub hub) =>
        [.. (await hub.Services.GetRequiredService<AuditLog>().Read()).Select(e => e.Entry.Action)];

    public static async Task<JsonNode> Ok(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await TestBrowser.Json(response);
    }

    public static async Task<string[]> Errors(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return [.. (await TestBrowser.Json(response))["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal)];
    }
}
