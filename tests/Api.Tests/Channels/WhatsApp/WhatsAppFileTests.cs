using System.Text;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Files in both directions.</summary>
public sealed class WhatsAppFileTests(WhatsAppStage stage) : IClassFixture<WhatsAppStage>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task A_document_is_fetched_kept_and_removed_from_whatsapp_and_one_that_is_not_taken_says_so()
    {
        var person = stage.Person();
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
        stage.WhatsApp.Keep("doc-1", pdf, "application/pdf");
        stage.WhatsApp.Keep("exe-1", [0x4D, 0x5A, .. new byte[200]], "application/pdf");
        stage.WhatsApp.Keep("big-1", new byte[11 * 1024 * 1024], "video/mp4");
        await stage.WhatsApp.Tell(Notifications.Message(person, "document", """{"caption":"Dilekçem","filename":"dilekçe.pdf","mime_type":"application/pdf","sha256":"x","id":"doc-1"}"""));
        await stage.WhatsApp.Tell(Notifications.Message(person, "video", """{"caption":"Büyük","mime_type":"video/mp4","id":"big-1"}"""));
        await stage.WhatsApp.Tell(Notifications.Message(person, "document", """{"caption":"Oyun","filename":"oyun.exe","id":"exe-1"}"""));
        await stage.WhatsApp.Tell(Notifications.Message(person, "image", """{"caption":"Yok","mime_type":"image/jpeg","id":"gone-1"}"""));

        var conversation = await stage.Said("Dilekçem");
        await stage.Said("Yok\n📎 photo.jpg: alınamadı");
        await stage.Said("Oyun\n📎 oyun.exe: alınmadı, bu türde dosyaya izin verilmiyor");
        Assert.Equal(conversation, await stage.Said("Büyük\n📎 video.mp4: alınmadı, dosya çok büyük"));
        var said = (MessagePosted)(await stage.Timeline(conversation)).First(e => e.Event is MessagePosted { Text: "Dilekçem" }).Event;
        var file = Assert.Single(said.Attachments);
        Assert.Equal(("dilekçe.pdf", "application/pdf", pdf.Length), (file.Name, file.ContentType, (int)file.Size));
        Assert.Equal(pdf, await stage.Hub.Services.GetRequiredService<FileStore>().Read(file.Id));
        Assert.False(stage.WhatsApp.Has("doc-1"));
        Assert.True(stage.WhatsApp.Has("exe-1"));
    }

    [Fact]
    public async Task An_agents_files_are_uploaded_and_sent_behind_the_text_and_reported_with_the_last_of_them()
    {
        var person = stage.Person();
        var conversation = await stage.Talk(person, "Formu gönderir misiniz?");
        var files = stage.Hub.Services.GetRequiredService<FileStore>();
        var (form, photo) = (await files.Save(Encoding.UTF8.GetBytes("Ad;Soyad")), await files.Save((byte[])[0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]));
        var said = await stage.Do(conversation, new PostMessage(Deniz, "answer-file", "", "Buyurun", Attachments:
            [new Attachment(form, "başvuru formu.csv", "text/csv", 8), new Attachment(photo, "kroki.jpg", "image/jpeg", 7)]));

        await Eventually.Holds(() => stage.WhatsApp.Sent.Count(one => FakeWhatsApp.To(one) == person && one.GetProperty("type").GetString() is "document" or "image") == 2);
        var sent = stage.WhatsApp.Sent.Where(one => FakeWhatsApp.To(one) == person).TakeLast(3).ToList();
        Assert.Equal(["text", "document", "image"], sent.Select(one => one.GetProperty("type").GetString()));
        Assert.Equal("başvuru formu.csv", sent[1].GetProperty("document").GetProperty("filename").GetString());
        foreach (var one in sent) await stage.WhatsApp.Tell(Notifications.Status(person, "delivered", one.GetProperty("biz_opaque_callback_data").GetString()));
        await stage.WhatsApp.Tell(Notifications.Text(person, "Aldım"));
        await stage.Said("Aldım");
        Assert.Equal([(said.Seq, DeliveryStatus.Delivered)], (await stage.Reports(conversation, 1)).Select(report => (report.Seq, report.Status)));
    }
}
