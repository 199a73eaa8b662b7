using ContactHub.Startup;

namespace ContactHub.Silo;

/// <summary>A node of a cluster that runs grains and serves no browsers.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            return await SiloHost.Run(args, Console.Out, Console.Error);
        }
        catch (SecretsException e)
        {
            await Console.Error.WriteLineAsync("ContactHub's silo cannot start: " + e.Message);
            return ExitCodes.Configuration;
        }
    }
}
