using ContactHub.HubFaults.Tests;
using ContactHub.Messengers.Tests;
using ContactHub.TestKit;

namespace ContactHub.WhatsApp.Tests;

/// <summary>The program as it is deployed, killed while citizens write and the bot answers.</summary>
public sealed class WhatsAppCrashTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-whatsapp-").FullName;
    private FakeWhatsApp _whatsApp = null!;

    private StoredMessages Stored => new(Path.Combine(_folder, "data"));

    public async Task InitializeAsync() => _whatsApp = await FakeWhatsApp.Start();

    public async Task DisposeAsync()
    {
        await _whatsApp.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_that_was_written_is_lost_doubled_or_disordered_and_every_answer_arrives()
    {
        const int People = 40;
        const int Each = 3;
        Task telling;
        int before;
        using (var hub = await Start())
        {
            // Each message is told until the hub has it, and then once more, as after an answer that Meta did not see.
            telling = Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
            {
                for (var n = 0; n < Each; n++)
                {
                    var told = Notifications.Text($"90532{person:D7}", $"Soru {person}/{n}");
                    await _whatsApp.Tell(told);
                    await _whatsApp.Tell(told);
                }
            }));
            await Eventually.Holds(() => Stored.Said().Count > People && !_whatsApp.Sent.IsEmpty);
            hub.Kill();
            before = Stored.Said().Count;
        }

        using (await Start())
        {
            await telling;
            await Eventually.Holds(() => Stored.Said().Count >= People * Each);
            await Eventually.Holds(() => Surplus().All(more => more >= 0));
        }

        var said = Stored.Said();
        Assert.InRange(before, People, People * Each);
        Assert.Equal(People * Each, said.Count);
        foreach (var person in Enumerable.Range(0, People))
            Assert.Equal(Enumerable.Range(0, Each).Select(n => $"Soru {person}/{n}"), said.Where(text => text.StartsWith($"Soru {person}/", StringComparison.Ordinal)));
        // What was on its way when the hub was killed may have come twice: at most as many as are sent at once.
        Assert.InRange(Surplus().Sum(), 0, 8);
        Assert.Empty(_whatsApp.Faults);
    }

    private List<int> Surplus() => Stored.Surplus(_whatsApp.Sent.Select(sent => $"{FakeWhatsApp.To(sent)} {FakeWhatsApp.Text(sent)}"));

    private async Task<HubProcess> Start()
    {
        var hub = await HubProcess.Start(Path.Combine(_folder, "data"), _whatsApp.Settings());
        _whatsApp.Hub = hub.Address;
        return hub;
    }
}
