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
    /// <exception cref="SecretsException">A file is there that this process can't read.</exception>
    public static void AddSecrets(this IConfigurationBuilder configuration, string? folder)
    {
        if (string.IsNullOrEmpty(folder)) return;
        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new SecretsException($"CONTACTHUB_SECRETS: {e.Message} Every file in that folder must be readable for the user that the hub runs as.", e);
        }
    }

    /// <summary>What <c>CONTACTHUB_SECRETS</c> says.</summary>
    public static string? SecretsFolder => Environment.GetEnvironmentVariable("CONTACTHUB_SECRETS");

    /// <summary>Settings come from beside the program; files that a person names, from where the person is.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Name };
}

/// <summary>A secret can't be read; the message is for whoever runs the hub.</summary>
public sealed class SecretsException(string message, Exception inner) : Exception(message, inner);
