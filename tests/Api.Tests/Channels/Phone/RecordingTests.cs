using System.Net;
using ContactHub.Accounts.Tests;
using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Phone.Tests;

/// <summary>Recordings that the exchange has left in a folder, as they are heard at the desk.</summary>
public sealed class RecordingTests : IAsyncLifetime
{
    private static readonly byte[] Sound = [.. Enumerable.Range(0, 1000).Select(n => (byte)n)];
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-recordings-").FullName;
    private TestHub _hub = null!;

    private string Recordings => Path.Combine(_folder, "monitor");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Recordings);
        File.WriteAllBytes(Path.Combine(Recordings, "görüşme 1.wav"), Sound);
        File.WriteAllText(Path.Combine(Recordings, "notes.txt"), "secret");
        File.WriteAllText(Path.Combine(_folder, "outside.wav"), "secret");
        _hub = await TestHub.Start(settings: new Dictionary<string, string?> { ["Phone:Recordings"] = Recordings });
        foreach (var id in (string[])["su", "cagri-merkezi"]) await _hub.Services.GetRequiredService<StaffStore>().Save(new Department(id, id, id, "#0088cc", 1));
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_recording_is_heard_whole_and_in_the_ranges_that_a_player_asks_for()
    {
        var browser = await _hub.SignedIn(StaffRoles.Supervisor);
        var address = await Recorded("/var/spool/asterisk/monitor/görüşme 1.wav");

        using var whole = await browser.Send(HttpMethod.Get, address, null);
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType));
        Assert.Equal(Sound, await whole.Content.ReadAsByteArrayAsync());
        Assert.True(whole.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());

        using var part = await Range(browser, address, "bytes=100-149");
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 100-149/1000"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(Sound[100..150], await part.Content.ReadAsByteArrayAsync());
        using var end = await Range(browser, address, "bytes=-10");
        Assert.Equal(Sound[^10..], await end.Content.ReadAsByteArrayAsync());
        using var beyond = await Range(browser, address, "bytes=1000-");
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);

        // A player asks many times for one listening.
        var played = (await _hub.Services.GetRequiredService<AuditLog>().Read()).Where(entry => entry.Entry.Action == "recording.played").ToList();
        Assert.Equal(address.Split('/')[4], Assert.Single(played).Entry.Target);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_conversation_hears_nothing_of_it()
    {
        var address = await Recorded("görüşme 1.wav");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _hub.Browser().Send(HttpMethod.Get, address, null)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await (await Of("su")).Send(HttpMethod.Get, address, null)).StatusCode);
        Assert.DoesNotContain(await _hub.Services.GetRequiredService<AuditLog>().Read(), entry => entry.Entry.Action == "recording.played");
        Assert.Equal(HttpStatusCode.OK, (await (await Of("cagri-merkezi")).Send(HttpMethod.Get, address, null)).StatusCode);

        async Task<TestBrowser> Of(string department)
        {
            var (browser, email) = (_hub.Browser(), $"{Guid.NewGuid():n}@ornek.bel.tr");
            var id = await _hub.Create(email, StaffRoles.Agent);
            var staff = _hub.Services.GetRequiredService<StaffStore>();
            await staff.Save((await staff.Agent(id))! with { Departments = [department] });
            Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(email)).StatusCode);
            return browser;
        }
    }

    [Theory]
    [InlineData("gone.wav")]
    [InlineData("../outside.wav")]
    [InlineData("..\\outside.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("notes.txt")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/..")]
    [InlineData(".wav")]
    public async Task What_is_not_a_recording_in_the_folder_is_none(string reference)
    {
        var browser = await _hub.SignedIn(StaffRoles.Supervisor);
        using var answer = await browser.Send(HttpMethod.Get, await Recorded(reference), null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await _hub.Services.GetRequiredService<AuditLog>().Read(), entry => entry.Entry.Action == "recording.played");
    }

    [Theory]
    [InlineData("c-none/entries/1")]
    [InlineData("..%2F..%2Fetc/entries/1")]
    public async Task An_address_that_names_no_conversation_is_not_found(string where)
    {
        var browser = await _hub.SignedIn(StaffRoles.Supervisor);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, $"/api/desk/conversations/{where}/recording", null)).StatusCode);
    }

    [Fact]
    public async Task Another_entry_of_the_conversation_is_no_recording()
    {
        var browser = await _hub.SignedIn(StaffRoles.Supervisor);
        var address = await Recorded("görüşme 1.wav");
        var parts = address.Split('/');
        foreach (var seq in (string[])["1", "0", "-1", "999", "9223372036854775807"])
        {
            parts[6] = seq;
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Send(HttpMethod.Get, string.Join('/', parts), null)).StatusCode);
        }
    }

    /// <summary>A call with this recording, in a conversation of the contact centre; answers the recording's address.</summary>
    private async Task<string> Recorded(string reference)
    {
        var intake = _hub.Services.GetRequiredService<IGrainFactory>().GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Phone, "1"));
        await intake.Receive(Contact("rang", new CallRang("1", CallDirection.In, "+905321234567")));
        var recorded = await intake.Receive(Contact("recorded", new CallRecorded("1", null, reference)));
        Assert.True(recorded.Result.Succeeded);
        return $"/api/desk/conversations/{recorded.ConversationId}/entries/{recorded.Result.Seq}/recording";
    }

    private static Contact Contact(string what, ConversationEvent e) => new(
        Channels.Phone, "1", SourceKeys.Command(Channels.Phone, "1", what), e, new CitizenIdentity(Identities.Phone, "+905321234567", true), DepartmentId: "cagri-merkezi");

    private static Task<HttpResponseMessage> Range(TestBrowser browser, string address, string range) => browser.Send(HttpMethod.Get, address, null, range: range);
}
