using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Settings that cannot work stop the start, all named at once.</summary>
public sealed class WhatsAppOptionsTests
{
    [Fact]
    public void It_is_off_and_asks_for_nothing_unless_it_is_switched_on()
    {
        Assert.False(new WhatsAppOptions().Enabled);
        Assert.Empty(Problems([new("WhatsApp:Numbers:0:Id", "Not An Id")]));
    }

    [Fact]
    public void Whole_settings_have_no_fault() => Assert.Empty(Problems(Whole()));

    [Fact]
    public void Every_fault_is_named_and_no_secret_with_it()
    {
        var problems = Problems(
        [
            new("WhatsApp:Enabled", "true"), new("WhatsApp:AppSecret", "short-secret"), new("WhatsApp:VerifyToken", "too short"), new("WhatsApp:ApiUrl", "http://graph.example.com"),
            new("WhatsApp:Numbers:0:Id", "Çözüm"), new("WhatsApp:Numbers:0:PhoneNumberId", "+90 312"), new("WhatsApp:Numbers:0:Token", "a token"), new("WhatsApp:Numbers:0:Language", "de"),
        ]);

        foreach (var named in (string[])["AppSecret", "VerifyToken", "ApiUrl", "Çözüm", "PhoneNumberId", ":Token", "Language", "Notice:Tr"])
            Assert.Contains(problems, problem => problem.Contains(named, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("short-secret", StringComparison.Ordinal) || problem.Contains("a token", StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_are_needed_and_none_is_there_twice()
    {
        Assert.Contains(Problems([new("WhatsApp:Enabled", "true")]), problem => problem.Contains("WhatsApp:Numbers is empty", StringComparison.Ordinal));
        var twice = Problems([.. Whole(), .. Whole().Where(one => one.Key.Contains(":0:", StringComparison.Ordinal)).Select(one => KeyValuePair.Create(one.Key.Replace(":0:", ":1:", StringComparison.Ordinal), one.Value))]);
        Assert.Equal(2, twice.Count());
    }

    private static KeyValuePair<string, string?>[] Whole() =>
    [
        new("WhatsApp:Enabled", "true"), new("WhatsApp:AppSecret", FakeWhatsApp.AppSecret), new("WhatsApp:VerifyToken", FakeWhatsApp.VerifyToken),
        new("WhatsApp:Numbers:0:Id", "cozum"), new("WhatsApp:Numbers:0:PhoneNumberId", Notifications.NumberId), new("WhatsApp:Numbers:0:Token", FakeWhatsApp.Token),
        new("WhatsApp:Numbers:0:Notice:Tr", "Aydınlatma metni"),
    ];

    private static IEnumerable<string> Problems(KeyValuePair<string, string?>[] settings) =>
        HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), isHub: false).Problems.Where(problem => problem.Contains("WhatsApp", StringComparison.Ordinal));
}
