using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Startup;

/// <summary>
/// Which environment the hub runs in when nobody says. What was built from source is the demo (Development); what was published, without the
/// demo's settings beside it, is Production. A launch profile could say so too, but `dotnet run` then prints a line of its own before a
/// command's output.
/// </summary>
public static class HubEnvironment
{
    /// <summary>Its name.</summary>
    public static string Name =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? (File.Exists(Path.Combine(AppContext.BaseDirectory, "appsettings.Development.json")) ? Environments.Development : Environments.Production);

    /// <summary>
    /// Secrets as files, one each and named like their keys with <c>__</c> for <c>:</c>, in a folder: how
    /// containers and service managers hand them over. They win over all other settings.
    /// </summary>
    public static void AddSecrets(this IConfigurationBuilder configuration, string? folder)
    {
        if (!string.IsNullOrEmpty(folder)) configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
    }

    /// <summary>What <c>CONTACTHUB_SECRETS</c> says.</summary>
    public static string? SecretsFolder => Environment.GetEnvironmentVariable("CONTACTHUB_SECRETS");

    /// <summary>Settings come from beside the program; files that a person names, from where the person is.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Name };
}
