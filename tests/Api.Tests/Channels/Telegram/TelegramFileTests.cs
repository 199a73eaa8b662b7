using System.Text;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Telegram.Tests;

/// <summary>Files in both directions.</summary>
public sealed class TelegramFileTests(TelegramStage stage) : IClassFixture<TelegramStage>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task A_document_is_kept_with_its_caption_and_one_that_is_too_large_or_not_allowed_says_so()
    {
        var person = stage.Person();
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
        stage.Telegram.Keep("files/doc-1", pdf);
        stage.Telegram.Keep("files/exe-1", [0x4D, 0x5A, .. new byte[200]]);
        stage.Telegram.Tell(Updates.Message(person, Document("doc-1", "dilekçe.pdf", pdf.Length, "Dilekçem")));
        stage.Telegram.Tell(Updates.Message(person, Document("big-1", "film.mp4", 30_000_000, "Büyük")));
        stage.Telegram.Tell(Updates.Message(person, Document("exe-1", "oyun.exe", 202, "Oyun")));
        stage.Telegram.Tell(Updates.Message(person, Document("gone-1", "yok.pdf", 5, "Yok")));

        var conversation = await stage.Said("Dilekçem");
        await stage.Said("Oyun\n📎 oyun.exe: alınmadı, bu türde dosyaya izin verilmiyor");
        Assert.Equal(conversation, await stage.Said("Büyük\n📎 film.mp4: alınmadı, dosya çok büyük"));
        var said = (MessagePosted)(await stage.Timeline(conversation)).First(e => e.Event is MessagePosted { Text: "Dilekçem" }).Event;
        var file = Assert.Single(said.Attachments);
        Assert.Equal(("dilekçe.pdf", "application/pdf", pdf.Length), (file.Name, file.ContentType, (int)file.Size));
        Assert.Equal(pdf, await stage.Hub.Services.GetRequiredService<FileStore>().Read(file.Id));
    }

    [Fact]
    public async Task An_agents_file_is_sent_behind_its_text()
    {
        var person = stage.Person();
        stage.Telegram.Tell(Updates.Text(person, "Formu gönderir misiniz?"));
        var conversation = await stage.Said("Formu gönderir misiniz?");
        await stage.Do(conversation, new TakeConversation(Deniz, "take-file"));
        var id = await stage.Hub.Services.GetRequiredService<FileStore>().Save(Encoding.UTF8.GetBytes("Ad;Soyad"));

        await stage.Do(conversation, new PostMessage(Deniz, "answer-file", "", "Buyurun", Attachments: [new Attachment(id, "başvuru formu.csv", "text/csv", 8)]));

        await Eventually.Holds(() => stage.Telegram.Calls.Any(call => call.Method == "sendDocument"));
        var calls = stage.Telegram.Calls.Where(call => FakeTelegram.Chat(call.Request) == $"{person}" && call.Method is "sendMessage" or "sendDocument").ToList();
        var sent = calls[^1];
        Assert.Equal(("sendDocument", "Buyurun"), (sent.Method, calls[^2].Request.GetProperty("text").GetString()));
        Assert.Equal(("başvuru formu.csv", "text/csv", 8), (sent.Request.GetProperty("document").GetProperty("name").GetString(), sent.Request.GetProperty("document").GetProperty("type").GetString(), sent.Request.GetProperty("document").GetProperty("size").GetInt32()));
    }

    private static string Document(string id, string name, long size, string caption) =>
        $"\"document\":{{\"file_id\":\"{id}\",\"file_name\":\"{name}\",\"mime_type\":\"application/pdf\",\"file_size\":{size}}},\"caption\":\"{caption}\"";
}
