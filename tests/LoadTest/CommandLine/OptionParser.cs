using System.Globalization;
using ContactHub.LoadTest.Cluster;

namespace ContactHub.LoadTest.CommandLine;

/// <summary>Turns arguments into options. Every fault is an <see cref="OptionException"/> that names the option.</summary>
internal static class OptionParser
{
    private const int MostOnOneScreen = 100;

    private static readonly string[] Load = ["--pairs", "--window", "--rate", "--warm", "--seconds", "--data", "--verbose"];
    private static readonly string[] Hub = ["--hub", "--url", "--agent", "--password", "--pid"];
    private static readonly string[] Cluster = ["--silos", "--apis", "--silo", "--redis", "--set"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["relay"] = Load,
        ["durable"] = Load,
        ["hub"] = [.. Load, .. Hub, .. Cluster],
        ["compare"] = ["--pairs", "--window", "--rate", "--warm", "--seconds", "--rounds", "--hub", "--data", "--verbose"],
        ["idle"] = ["--target", "--settle", "--say", "--hub", "--data", "--verbose", .. Cluster],
        ["log"] = ["--rounds", "--seconds"],
        ["faults"] = ["--kills", "--plan", "--pairs", "--rate", "--hub", "--data", "--verbose", .. Cluster],
    };

    /// <exception cref="OptionException">A command or option is unknown, missing or out of range.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0)
            throw new OptionException("No command given.");
        string command = args[0] == "--compare" ? "compare" : args[0];
        LoadOptions options = new() { Command = command };
        if (!Allowed.TryGetValue(command, out string[]? allowed))
            throw new OptionException($"There is no command '{args[0]}'.");
        int at = 1;
        if (command == "idle" && args.Count > 1 && !args[1].StartsWith("--", StringComparison.Ordinal))
            options = options with { Connections = Integer("idle", args[at++], 1, 100_000) };
        for (; at < args.Count; at++)
        {
            string name = args[at];
            if (!allowed.Contains(name, StringComparer.Ordinal))
                throw new OptionException($"'{command}' takes no '{name}'.");
            if (name == "--verbose")
                options = options with { Verbose = true };
            else if (name == "--say")
                options = options with { IdleSays = true };
            else if (at + 1 == args.Count)
                throw new OptionException($"{name} needs a value.");
            else
                options = With(options, name, args[++at]);
        }

        return Checked(options with { Rest = [.. args.Skip(1)] });
    }

    private static LoadOptions With(LoadOptions options, string name, string value) => name switch
    {
        "--pairs" => options with { Pairs = Integer(name, value, 1, 5_000) },
        "--window" => options with { Window = Integer(name, value, 1, 64) },
        "--rate" => options with { Rate = Integer(name, value, 1, 1_000_000) },
        "--warm" => options with { WarmSeconds = Number(name, value, 0, 600) },
        "--seconds" when options.Command == "log" => options with { Seconds = Integer(name, value, 1, 3_600) },
        "--seconds" => options with { Seconds = Number(name, value, 0.5, 3_600) },
        "--rounds" => options with { Rounds = Integer(name, value, 1, 100) },
        "--kills" => options with { Kills = Integer(name, value, 1, 10_000) },
        "--settle" => options with { SettleSeconds = Number(name, value, 0, 600) },
        "--target" when value is "relay" or "hub" or "both" => options with { IdleTarget = value },
        "--target" => throw new OptionException($"--target is relay, hub or both, not '{value}'."),
        "--hub" when File.Exists(value) => options with { HubPath = Path.GetFullPath(value) },
        "--hub" => throw new OptionException($"--hub: there is no file '{value}'."),
        "--silos" => options with { Silos = Integer(name, value, 0, 9) },
        "--apis" => options with { Apis = Integer(name, value, 1, 9) },
        "--silo" when File.Exists(value) => options with { SiloPath = Path.GetFullPath(value) },
        "--silo" => throw new OptionException($"--silo: there is no file '{value}'."),
        "--redis" => options with { RedisProgram = value },
        "--set" when value.IndexOf('=', StringComparison.Ordinal) > 0 => options with { Settings = [.. options.Settings, value] },
        "--set" => throw new OptionException($"--set is Section:Key=value, not '{value}'."),
        "--plan" => options with
        {
            Plan = KillPlan.Parse(value) ?? throw new OptionException($"--plan is written silo=10,api=5,redis=5,postgres=5, each from 1 to 1000, not '{value}'."),
        },
        "--url" => options with { HubUrl = LoopbackUrl(value) },
        "--pid" => options with { HubPid = Integer(name, value, 1, int.MaxValue) },
        "--agent" => options with { AgentEmail = value },
        "--password" => options with { AgentPassword = value },
        "--data" when Directory.Exists(value) => options with { DataFolder = Path.GetFullPath(value) },
        "--data" => throw new OptionException($"--data: there is no folder '{value}'."),
        _ => throw new OptionException($"There is no option '{name}'."),
    };

    private static LoadOptions Checked(LoadOptions options)
    {
        if (options.HubUrl is not null && options.HubPath is not null)
            throw new OptionException("--hub and --url exclude each other.");
        if (options.HubUrl is not null && (options.AgentEmail is null || options.AgentPassword is null))
            throw new OptionException("--url needs --agent and --password: somebody who may take any conversation.");
        if (options.HubUrl is null && (options.AgentEmail is not null || options.AgentPassword is not null || options.HubPid is not null))
            throw new OptionException("--agent, --password and --pid go with --url; a hub started here makes its own administrator.");
        if (options.HubUrl is not null && options.Silos is not null)
            throw new OptionException("--silos and --url exclude each other.");
        if (options.Silos is null && options.Rest.FirstOrDefault(Cluster.Append("--plan").Contains) is { } alone)
            throw new OptionException($"{alone} goes with --silos, which starts a cluster.");
        if (options.Silos == 0 && options.Command == "faults" && options.Plan.Counts.Keys.Any(kind => kind is PartKinds.Silo or PartKinds.Redis))
            throw new OptionException("With --silos 0 there is neither a silo nor Redis to kill; --plan names api and postgres.");
        if (options.Silos is not null && options.Rest.Contains("--kills"))
            throw new OptionException("--kills is for one process; --plan says what is killed in a cluster.");
        if (options.Silos is not null && options.Command == "idle" && options.IdleTarget == "relay")
            throw new OptionException("--silos starts the hub, not the relay.");
        if (options.Command == "faults" && options.Pairs > MostOnOneScreen)
            throw new OptionException("faults: --pairs is at most 100, which is what one agent's screen may show at once.");
        return options;
    }

    private static int Integer(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{name} is a whole number from {least} to {most}, not '{value}'."));

    private static double Number(string name, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}, not '{value}'."));

    private static Uri LoopbackUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback
            ? url
            : throw new OptionException($"--url is an http address on this machine, not '{value}'.");
}

/// <summary>The arguments make no sense; the message says which and why.</summary>
internal sealed class OptionException(string message) : Exception(message);
