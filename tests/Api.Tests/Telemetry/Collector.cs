using System.Collections.Concurrent;
using System.Text;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactHub.Telemetry.Tests;

/// <summary>An OpenTelemetry collector that keeps what it gets. Names stand in protobuf as they are, so the bytes are searched as text.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--Urls=http://127.0.0.1:0"], EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/{signal}", collector.Take);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>All that came of a signal, <c>metrics</c> or <c>traces</c>.</summary>
    public string Text(string signal) => _received.GetValueOrDefault(signal, "");

    /// <summary>Waits until a signal holds every one of some texts.</summary>
    public async Task Until(string signal, params string[] texts)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (true)
        {
            var news = Volatile.Read(ref _news).Task;
            var missing = texts.Where(text => !Text(signal).Contains(text, StringComparison.Ordinal)).ToList();
            if (missing.Count == 0) return;
            try
            {
                await news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Of {signal} there never came: {string.Join(", ", missing)}");
            }
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Take(HttpContext context, string signal)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var text = Encoding.UTF8.GetString(body.ToArray());
        _received.AddOrUpdate(signal, text, (_, before) => before + text);
        Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
