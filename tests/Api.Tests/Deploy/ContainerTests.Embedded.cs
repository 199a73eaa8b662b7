using System.Text.RegularExpressions;
using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Deploy.Tests;

/// <summary>The image of one machine has the embedded engine; the cluster's refuses settings without a cluster.</summary>
public sealed partial class ContainerTests
{
    [Fact]
    public void The_image_with_the_settings_of_its_compose_file_starts()
    {
        var settings = Setting().Matches(DeployFiles.Read(Compose)).Concat(ImageSetting().Matches(DeployFiles.Read("deploy/Dockerfile")))
            .ToDictionary(match => match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal), match => (string?)match.Groups["value"].Value.Trim('"'));

        Assert.Equal("true", settings["Network:AllowRemote"]);
        Assert.Equal("belediye", settings["Sites:0:Id"]);
        Assert.Empty(HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Problems);
    }

    [GeneratedRegex(@"^      (?<key>[A-Z]\w+__\w+): (?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^(?:ENV|   ) (?<key>(?:Network|Storage|Cluster|Sites)__\w+|Urls)=(?<value>\S+)", RegexOptions.Multiline)]
    private static partial Regex ImageSetting();
}
