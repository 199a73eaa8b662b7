using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Health;

/// <summary>Asks the process on this machine how it is: for container images, which have no other program that could.</summary>
public static class HealthQuestion
{
    /// <summary>Answers the exit code.</summary>
    /// <param name="what"><c>live</c> or <c>ready</c>.</param>
    public static async Task<int> Ask(IConfiguration configuration, string what, TextWriter output, TextWriter errors)
    {
        var urls = configuration["Urls"] ?? "";
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
            using var response = await http.GetAsync(new Uri(new Uri(url), "/health/" + what));
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? ExitCodes.Ok : ExitCodes.Problems;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"No answer from {url}: {e.Message}");
            return ExitCodes.Problems;
        }
    }
}
