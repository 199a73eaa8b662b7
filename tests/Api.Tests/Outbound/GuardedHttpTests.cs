using System.Net;

namespace ContactHub.Outbound;

public sealed class GuardedHttpTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("2a00:1450:4017:80c::200e", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd12::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_what_is_out_in_the_internet_is_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddresses.Contain(IPAddress.Parse(address)));

    [Fact]
    public void Networks_can_be_allowed()
    {
        var guarded = new GuardedHttp(new OutboundOptions { AllowedNetworks = ["10.20.0.0/16", "fd00::/8"] });
        Assert.True(guarded.Allows(IPAddress.Parse("10.20.30.40")));
        Assert.True(guarded.Allows(IPAddress.Parse("::ffff:10.20.30.40")));
        Assert.True(guarded.Allows(IPAddress.Parse("fd00::1")));
        Assert.False(guarded.Allows(IPAddress.Parse("10.21.0.1")));
        Assert.False(guarded.Allows(IPAddress.Parse("127.0.0.1")));
    }

    [Fact]
    public void What_is_not_a_network_is_reported()
    {
        Assert.Empty(new OutboundOptions { AllowedNetworks = ["10.20.0.0/16"] }.Problems());
        Assert.Equal("Outbound:AllowedNetworks has 'intern', which is not a network such as 10.20.0.0/16.", Assert.Single(new OutboundOptions { AllowedNetworks = ["intern"] }.Problems()));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_connected_to()
    {
        using var inside = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        using var http = new HttpClient(new GuardedHttp(new OutboundOptions()).Handler());
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://localhost:{((IPEndPoint)inside.LocalEndpoint).Port}/")));
        Assert.IsType<ForbiddenAddressException>(thrown.GetBaseException());
        Assert.False(inside.Pending());
    }
}
