using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ContactHub.Email.Tests;

/// <summary>An OAuth 2 token endpoint on a port of its own, that answers what the test says.</summary>
internal sealed class TokenEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _asked = new();

    private TokenEndpoint(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single() + "/token";

    /// <summary>The forms that were sent, in order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Asked => [.. _asked];

    /// <summary>Status and body of the next answers.</summary>
    public Func<(int Status, string Body)> Answer { get; set; } = () => (500, "");

    public static async Task<TokenEndpoint> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new TokenEndpoint(builder.Build());
        endpoint._app.MapPost("/token", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            endpoint._asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
            var (status, body) = endpoint.Answer();
            return Results.Text(body, "application/json", statusCode: status);
        });
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
