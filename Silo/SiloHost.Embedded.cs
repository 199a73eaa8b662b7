using ContactHub.Startup;

namespace ContactHub.Silo;

/// <summary>Nothing to run alone: this build's engine lives in the Api's process.</summary>
internal static class SiloHost
{
    public static async Task<int> Run(string[] args, TextWriter output, TextWriter errors)
    {
        await errors.WriteLineAsync("In this build grains run inside ContactHub.Api, so start that; silos of their own are built with -p:Engine=Orleans.");
        return ExitCodes.Usage;
    }
}
