using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Phone.Tests;
using ContactHub.Telegram.Tests;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Links.Tests;

/// <summary>What a running hub tells of its links: to a real Dovecot, and to an exchange and a Telegram of the tests.</summary>
public sealed class ChannelLinkTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-links-").FullName;
    private readonly FakePbx _pbx = new();
    private DovecotServer _dovecot = null!;
    private FakeTelegram _telegram = null!;
    private RunningHub? _hub;

    public async Task InitializeAsync() => (_dovecot, _telegram) = (await DovecotServer.Start(), await FakeTelegram.Start());

    public async Task DisposeAsync()
    {
        if (_hub is not null) await _hub.DisposeAsync();
        await _telegram.DisposeAsync();
        await _pbx.DisposeAsync();
        await _dovecot.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_link_is_up_until_its_other_side_is_gone_and_up_again_when_that_is_back()
    {
        await Start(DovecotServer.Password, FakePbx.Secret, FakeTelegram.Token);
        foreach (var channel in new[] { Channels.Email, Channels.Phone, Channels.Telegram }) await Stands(channel, null);

        await _dovecot.Deliver(["From: a@example.test\nTo: cozum@belediye.test\nSubject: Su\n\nSu yok.\n"]);
        await Eventually.Holds(async () => (await Link(Channels.Email))!.HeardAt is not null);

        await _dovecot.Stop();
        await Stands(Channels.Email, LinkFaults.Unreachable);
        await _dovecot.Restart();
        await Stands(Channels.Email, null);
    }

    [Fact]
    public async Task Who_refuses_the_sign_in_is_known_by_it()
    {
        await Start("wrong", "wrong", "123456:another-token");
        foreach (var channel in new[] { Channels.Email, Channels.Phone, Channels.Telegram }) await Stands(channel, LinkFaults.SignIn);
        Assert.Contains("Authentication failed", (await Link(Channels.Phone))!.Fault!.Detail, StringComparison.Ordinal);
    }

    private async Task Start(string mailPassword, string pbxSecret, string token)
    {
        var authority = Path.Combine(_folder, "authority.pem");
        await File.WriteAllTextAsync(authority, _dovecot.Certificates.AuthorityPem);
        _hub = await RunningHub.Start(
            "--Email:Secret=a-secret-of-the-tests-with-32-characters", "--Email:Mailboxes:0:Id=cozum", $"--Email:Mailboxes:0:Address={DovecotServer.User}",
            "--Email:Mailboxes:0:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Email:Mailboxes:0:Port={_dovecot.TlsPort}"),
            $"--Email:Mailboxes:0:AuthorityFile={authority}", $"--Email:Mailboxes:0:User={DovecotServer.User}", $"--Email:Mailboxes:0:Password={mailPassword}",
            "--Phone:Asterisk:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Phone:Asterisk:Port={_pbx.Port}"), "--Phone:Asterisk:Username=hub",
            $"--Phone:Asterisk:Secret={pbxSecret}", "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={token}", $"--Telegram:Bots:0:ApiUrl={_telegram.Address}");
    }

    private Task Stands(string channel, string? fault) => Eventually.Holds(async () => await Link(channel) is { } link && link.Fault?.Code == fault);

    private async Task<ChannelLink?> Link(string channel) =>
        (await _hub!.Services.GetRequiredService<LinkStore>().All()).SingleOrDefault(link => link.Channel == channel);
}
