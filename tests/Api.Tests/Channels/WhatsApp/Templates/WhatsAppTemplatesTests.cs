using ContactHub.Outbound;
using ContactHub.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.WhatsApp.Tests;

/// <summary>The list of templates: all of its pages, kept for a while, fetched anew when somebody wants that.</summary>
public sealed class WhatsAppTemplatesTests : IAsyncLifetime
{
    private static readonly WhatsAppNumber Number = new() { Id = "cozum", AccountId = FakeTemplates.AccountId, Token = FakeWhatsApp.Token, PhoneNumberId = Notifications.NumberId };

    private readonly FakeClock _clock = new();
    private FakeWhatsApp _whatsApp = null!;
    private WhatsAppApi _api = null!;
    private WhatsAppTemplates _templates = null!;

    public async Task InitializeAsync()
    {
        _whatsApp = await FakeWhatsApp.Start();
        _api = new WhatsAppApi(new GuardedHttp(new OutboundOptions { AllowedNetworks = ["127.0.0.0/8"] }), new WhatsAppOptions { ApiUrl = $"{_whatsApp.Address}v26.0" }, _clock);
        _templates = new WhatsAppTemplates(_api, _clock, NullLogger<WhatsAppTemplates>.Instance);
    }

    public async Task DisposeAsync()
    {
        _api.Dispose();
        await _whatsApp.DisposeAsync();
    }

    [Fact]
    public async Task All_pages_are_read_and_what_can_not_be_sent_is_left_out()
    {
        foreach (var status in (string[])["PAUSED", "REJECTED", "DISABLED"]) _whatsApp.Templates.Add(TemplateSamples.Plain("a_" + status, status));
        _whatsApp.Templates.Add(TemplateSamples.Plain("zam"));

        Assert.Equal(["borc_bilgisi", "etkinlik", "randevu_hatirlatma", "zam"], await Names());
        Assert.Equal(4, _whatsApp.Templates.Asked.Count);
    }

    [Fact]
    public async Task A_list_is_kept_for_ten_minutes_and_fetched_anew_when_asked_for_though_not_at_every_press()
    {
        Assert.Equal(3, (await Names()).Count);
        _whatsApp.Templates.Add(TemplateSamples.Plain("yeni"));
        Assert.Equal(3, (await Names()).Count);
        Assert.Equal(3, (await Names(fresh: true)).Count);
        _clock.Advance(WhatsAppTemplates.LeastAge);
        Assert.Equal(4, (await Names(fresh: true)).Count);
        _whatsApp.Templates.Add(TemplateSamples.Plain("yepyeni"));
        _clock.Advance(WhatsAppTemplates.Kept);
        Assert.Equal(5, (await Names()).Count);
    }

    [Fact]
    public async Task When_whatsapp_refuses_the_old_list_will_do_unless_a_new_one_was_asked_for()
    {
        _whatsApp.Templates.Failures.Enqueue(FakeWhatsApp.ErrorText(403, 200, "Permission error", "No permission to manage."));
        Assert.Equal((null, "(#200) Permission error: No permission to manage."), await _templates.Of(Number, false, default));
        await Names();
        _clock.Advance(WhatsAppTemplates.Kept);
        foreach (var _ in Enumerable.Range(0, 2)) _whatsApp.Templates.Failures.Enqueue(FakeWhatsApp.ErrorText(400, 80008, "Too many calls", "(#80008) Too many calls"));

        Assert.Equal(3, (await Names()).Count);
        Assert.Equal((null, "(#80008) Too many calls"), await _templates.Of(Number, true, default));
    }

    private async Task<IReadOnlyList<string>> Names(bool fresh = false)
    {
        var (list, fault) = await _templates.Of(Number, fresh, default);
        Assert.Null(fault);
        return [.. list!.Items.Select(template => template.Name)];
    }
}
