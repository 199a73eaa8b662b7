using ContactHub.Startup;

namespace ContactHub.Commands;

/// <summary>Asks the hub on this machine how it is: for container images, which have no other program that could.</summary>
internal static class HealthCommands
{
    public static async Task<int> Ask(string[] args, TextWriter output, TextWriter errors)
    {
        var what = args is [_, "live" or "ready", ..] ? args[1] : null;
        var urls = CommandSettings.Read(args[(what is null ? 1 : 2)..])["Urls"] ?? "";
        var url = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault(u => u.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        if (url is null)
        {
            await errors.WriteLineAsync("Urls has no http address to ask.");
            return ExitCodes.Usage;
        }

        foreach (var any in (string[])["://0.0.0.0", "://*", "://+", "://[::]"]) url = url.Replace(any, "://127.0.0.1", StringComparison.Ordinal);
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
            using var response = await http.GetAsync(new Uri(new Uri(url), "/health/" + (what ?? "ready")));
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? ExitCodes.Ok : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"No answer from {url}: {e.Message}");
            return 1;
        }
    }
}
