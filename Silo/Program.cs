namespace ContactHub.Silo;

/// <summary>A node of a cluster that runs grains and serves no browsers.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => SiloHost.Run(args, Console.Out, Console.Error);
}
