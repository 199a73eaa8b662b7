using System.Collections.Immutable;
using ContactHub.Configuration;
using ContactHub.Demo;
using ContactHub.Email;
using ContactHub.Files;
using ContactHub.Health;
using ContactHub.Outbound;
using ContactHub.Phone;
using ContactHub.Silo;
using ContactHub.Storage;
using ContactHub.Telegram;
using ContactHub.Visitors;
using ContactHub.Webhooks;
using ContactHub.WhatsApp;

namespace ContactHub.Startup;

/// <summary>The hub's configuration, read once and whole: every fault of every section is found before anything starts.</summary>
public sealed record HubConfiguration(
    NodeConfiguration Node, VisitorOptions Visitors, IReadOnlyList<SiteOptions> Sites, DemoOptions Demo, DrainOptions Drain, PhoneOptions Phone, EmailOptions Email,
    FilesOptions Files, OutboundOptions Outbound, WebhooksOptions Webhooks, TelegramOptions Telegram, WhatsAppOptions WhatsApp,
    ImmutableArray<string> Problems)
{
    private static readonly string[] Sections =
        [.. NodeConfiguration.Sections, VisitorOptions.Section, SiteOptions.Section, DemoOptions.Section, DrainOptions.Section, PhoneOptions.Section, EmailOptions.Section,
            FilesOptions.Section, OutboundOptions.Section, WebhooksOptions.Section, TelegramOptions.Section, WhatsAppOptions.Section];

    /// <summary>Who can reach the hub.</summary>
    public NetworkOptions Network => Node.Network;

    /// <summary>Where the data are.</summary>
    public StorageOptions Storage => Node.Storage;

    /// <summary>Reads all sections and collects every fault.</summary>
    /// <param name="isHub">Whether a hub is to start on it; a command joins no cluster and asks for none.</param>
    public static HubConfiguration Read(IConfiguration configuration, bool isHub = true)
    {
        var problems = new List<string>();
        var read = new HubConfiguration(
            NodeConfiguration.Read(configuration, problems, isHub),
            SectionReader.Read<VisitorOptions>(configuration, VisitorOptions.Section, problems),
            SectionReader.Read<List<SiteOptions>>(configuration, SiteOptions.Section, problems),
            SectionReader.Read<DemoOptions>(configuration, DemoOptions.Section, problems),
            SectionReader.Read<DrainOptions>(configuration, DrainOptions.Section, problems),
            SectionReader.Read<PhoneOptions>(configuration, PhoneOptions.Section, problems),
            SectionReader.Read<EmailOptions>(configuration, EmailOptions.Section, problems),
            SectionReader.Read<FilesOptions>(configuration, FilesOptions.Section, problems),
            SectionReader.Read<OutboundOptions>(configuration, OutboundOptions.Section, problems),
            SectionReader.Read<WebhooksOptions>(configuration, WebhooksOptions.Section, problems),
            SectionReader.Read<TelegramOptions>(configuration, TelegramOptions.Section, problems),
            SectionReader.Read<WhatsAppOptions>(configuration, WhatsAppOptions.Section, problems),
            []);
        problems.AddRange(SectionNames.Problems(configuration, Sections));
        problems.AddRange(read.Visitors.Problems());
        problems.AddRange(read.Drain.Problems());
        problems.AddRange(read.Phone.Problems());
        problems.AddRange(read.Email.Problems());
        problems.AddRange(read.Files.Problems());
        problems.AddRange(read.Outbound.Problems());
        problems.AddRange(read.Webhooks.Problems());
        problems.AddRange(read.Telegram.Problems());
        problems.AddRange(read.WhatsApp.Problems());
        problems.AddRange(read.Sites.SelectMany(site => site.Problems()));
        problems.AddRange(read.Sites.CountBy(s => s.Id, StringComparer.Ordinal).Where(s => s.Value > 1).Select(s => $"Sites has '{s.Key}' {s.Value} times."));
        problems.AddRange(read.Sites.Where(s => s.DirectLineSecret.Length > 0).GroupBy(s => s.DirectLineSecret, StringComparer.Ordinal).Where(s => s.Skip(1).Any())
            .Select(s => $"Sites: {string.Join(" and ", s.Select(site => site.Id))} have the same DirectLineSecret; each needs its own."));
        return read with { Problems = [.. problems] };
    }
}
