using ContactHub.Startup;

namespace ContactHub.Commands;

internal static class ConfigCommands
{
    public static async Task<int> Check(string[] args, TextWriter output, TextWriter errors)
    {
        var configuration = HubConfiguration.Read(CommandSettings.Read(args[1..]));
        foreach (var problem in configuration.Problems) await errors.WriteLineAsync(problem);
        if (!configuration.Problems.IsEmpty) return ExitCodes.Configuration;
        await output.WriteLineAsync("The configuration is fine.");
        return ExitCodes.Ok;
    }
}

/// <summary>The same settings that serving would use.</summary>
internal static class CommandSettings
{
    public static IConfiguration Read(string[] args)
    {
        var configuration = WebApplication.CreateBuilder(HubEnvironment.Options(args)).Configuration;
        configuration.AddSecrets(HubEnvironment.SecretsFolder);
        return configuration;
    }
}
