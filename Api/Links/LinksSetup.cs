using ContactHub.Conversations;
using ContactHub.Visitors;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Links;

/// <summary>How the links of the channels stand, and the places that no channel of its own adds.</summary>
internal static class LinksSetup
{
    public static IServiceCollection AddContactHubLinks(this IServiceCollection services, IEnumerable<SiteOptions> sites)
    {
        services.TryAddSingleton<LinkStore>();
        services.TryAddSingleton<LinkReports>();
        services.AddSingleton<LinkOverview>();
        foreach (var site in sites)
        {
            services.AddSingleton(new ChannelPlace(Channels.Chat, site.Id, site.Title.Tr, IsKept: false));
            if (site.DirectLineSecret.Length > 0) services.AddSingleton(new ChannelPlace(Channels.DirectLine, site.Id, site.Title.Tr, IsKept: false));
        }

        return services.AddSingleton(new ChannelPlace(Channels.Cimer, Channels.Cimer, "Form, CSV", IsKept: false));
    }
}
