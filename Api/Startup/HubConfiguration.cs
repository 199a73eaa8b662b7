using System.Collections.Immutable;
using ContactHub.Demo;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Storage;
using ContactHub.Visitors;

namespace ContactHub.Startup;

/// <summary>The hub's configuration, read once and whole: every fault of every section is found before anything starts.</summary>
public sealed record HubConfiguration(
    StorageOptions Storage, RoutingOptions Routing, FaqBotOptions Bot, VisitorOptions Visitors, IReadOnlyList<SiteOptions> Sites, DemoOptions Demo,
    ImmutableArray<string> Problems)
{
    public static HubConfiguration Read(IConfiguration configuration)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var read = new HubConfiguration(
            Bind<StorageOptions>(configuration, StorageOptions.Section, problems),
            Bind<RoutingOptions>(configuration, "Routing", problems),
            Bind<FaqBotOptions>(configuration, "Bot", problems),
            Bind<VisitorOptions>(configuration, VisitorOptions.Section, problems),
            Bind<List<SiteOptions>>(configuration, SiteOptions.Section, problems),
            Bind<DemoOptions>(configuration, DemoOptions.Section, problems),
            []);
        problems.AddRange(read.Storage.Problems());
        problems.AddRange(read.Routing.Validate());
        problems.AddRange(read.Visitors.Problems());
        foreach (var site in read.Sites) problems.AddRange(site.Problems());
        foreach (var twice in read.Sites.CountBy(s => s.Id, StringComparer.Ordinal).Where(s => s.Value > 1)) problems.Add($"Sites: '{twice.Key}' is there {twice.Value} times.");
        return read with { Problems = problems.ToImmutable() };
    }

    private static T Bind<T>(IConfiguration configuration, string section, ImmutableArray<string>.Builder problems)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            problems.Add($"{section}: {e.GetBaseException().Message}");
            return new T();
        }
    }
}
