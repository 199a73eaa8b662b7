namespace ContactHub.Configuration.Tests;

public sealed class NetworkOptionsTests
{
    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080;http://localhost:8081;http://[::1]:8082")]
    [InlineData("Kestrel:Endpoints:Main:Url", "https://localhost:8443")]
    [InlineData("other", "http://0.0.0.0:80")]
    public void This_machine_s_own_addresses_are_fine(string key, string value) => Assert.Empty(Problems(new(), key, value));

    [Theory]
    [InlineData("urls", "http://0.0.0.0:8080")]
    [InlineData("urls", "http://*:8080")]
    [InlineData("urls", "http://+:8080")]
    [InlineData("urls", "http://127.0.0.1:8080;http://192.168.1.5:8080")]
    [InlineData("urls", "http://hub.example.bel.tr:8080")]
    [InlineData("http_ports", "8080")]
    [InlineData("https_ports", "8443")]
    [InlineData("Kestrel:Endpoints:Main:Url", "http://[::]:8080")]
    public void What_other_machines_reach_must_be_allowed(string key, string value)
    {
        Assert.Contains("Network:AllowRemote", Assert.Single(Problems(new(), key, value)), StringComparison.Ordinal);
        Assert.Empty(Problems(new() { AllowRemote = true }, key, value));
    }

    [Fact]
    public void Addresses_that_are_none_are_all_reported()
    {
        var network = new NetworkOptions { TrustedProxies = ["proxy.local", "10.0.0.7"] };

        Assert.Equal(2, Problems(network, "urls", "8080").Count);
    }

    private static List<string> Problems(NetworkOptions network, string key, string value) =>
        [.. network.Problems(SectionReaderTests.Configuration(new() { [key] = value }))];
}
