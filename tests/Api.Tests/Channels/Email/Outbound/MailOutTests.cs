using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

/// <summary>Citizens and agents write to each other through real servers.</summary>
public sealed class MailOutTests : IAsyncLifetime
{
    private MailStage _stage = null!;

    public async Task InitializeAsync() => _stage = await MailStage.Open();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_citizen_is_answered_and_answers_in_the_same_conversation_and_who_cannot_be_reached_is_shown()
    {
        using var hub = await _stage.StartHub();
        var (agent, desk) = await MailStage.SignIn(hub);
        using var http = agent;
        await using var screen = desk;
        await _stage.Dovecot.Deliver([Mail("m1", "Ynt: Su kesintisi", "Suyumuz yok.")]);
        await Eventually.Holds(() => _stage.Events("emailReceived").Count == 1);
        var conversation = _stage.Events("emailReceived")[0].Conversation;
        await desk.Call("take", conversation, new { clientId = "take-0001" });

        await MailStage.Put(agent, "/api/desk/signature", new { title = "Şef", text = "{name}\n{title}" });
        var draft = await agent.GetFromJsonAsync<JsonElement>($"/api/desk/conversations/{conversation}/mail");
        Assert.Equal(("cozum", DovecotServer.Citizen, "Re: Su kesintisi [#1]"), (draft.GetProperty("mailbox").GetString(), draft.GetProperty("to")[0].GetProperty("address").GetString(), draft.GetProperty("subject").GetString()));
        var answer = new
        {
            clientId = "answer-01", mailbox = "cozum", to = new[] { new { address = DovecotServer.Citizen, name = "Ayşe" }, new { address = "yok@example.test", name = "Yok" } },
            subject = draft.GetProperty("subject").GetString(), text = "Ekibimiz yolda.\n.nokta\n\nİyi günler", answers = draft.GetProperty("answers").GetInt64(),
        };
        var receipt = await MailStage.Post(agent, $"/api/desk/conversations/{conversation}/mail", answer);
        Assert.Equal(receipt.GetProperty("seq").GetInt64(), (await MailStage.Post(agent, $"/api/desk/conversations/{conversation}/mail", answer)).GetProperty("seq").GetInt64());

        await Eventually.Holds(async () => (await _stage.CitizensMail()).Count == 1);
        var mail = (await _stage.CitizensMail())[0];
        Assert.Equal(("Re: Su kesintisi [#1]", "m1@example.test", "Çözüm Merkezi", AutoKind.Own), (mail.Subject, mail.InReplyTo, mail.From!.Name, mail.Auto));
        var signature = draft.GetProperty("mailboxes")[0].GetProperty("signature").GetString()!;
        Assert.EndsWith("\nŞef", signature, StringComparison.Ordinal);
        Assert.Equal($"Ekibimiz yolda.\n.nokta\n\nİyi günler\n\n-- \n{signature}", mail.Text!.Trim());
        Assert.EndsWith(signature, HtmlText.From(mail.Html!).Trim(), StringComparison.Ordinal);
        await Eventually.Holds(() => _stage.Events("deliveryReported").Count == 1 && _stage.Events("emailFailed").Count == 1);
        var failed = _stage.Events("emailFailed")[0];
        Assert.Equal((conversation, "yok@example.test", "5.1.1"), (failed.Conversation, failed.Event.GetProperty("recipient").GetString(), failed.Event.GetProperty("status").GetString()));

        await _stage.Dovecot.Deliver([Mail("m2", "Bambaşka", "Teşekkürler", $"In-Reply-To: <{mail.MessageId}>\n")]);
        await _stage.Dovecot.Deliver([Mail("m3", "Hiçbir iz yok", "Bir şey daha")], mail.ReplyTo[0].Address);
        await _stage.Dovecot.Deliver([Mail("m4", "Kendi iletime", "Ek", "References: <m1@example.test>\n"), Mail("m5", "Su [#1]", "Konudan"), Mail("m6", "Su [#1]", "Yabancı", from: "komsu@example.test")]);
        await Eventually.Holds(() => _stage.Events("emailReceived").Count == 6);
        var threads = _stage.Events("emailReceived").ToDictionary(e => e.Event.GetProperty("messageId").GetString()!.Split('@')[0], e => e.Conversation);
        Assert.All((string[])["m2", "m3", "m4", "m5"], id => Assert.Equal(conversation, threads[id]));
        Assert.NotEqual(conversation, threads["m6"]);
    }

    [Fact]
    public async Task A_mail_to_somebody_new_opens_a_conversation_with_its_files_and_the_answer_comes_there()
    {
        using var hub = await _stage.StartHub();
        var (agent, desk) = await MailStage.SignIn(hub);
        using var http = agent;
        await using var screen = desk;
        var file = Encoding.UTF8.GetBytes("%PDF-1.4\nKazı planı\n%%EOF\n");
        var mail = new
        {
            clientId = "begin-01", mailbox = "cozum", to = new[] { new { address = DovecotServer.Citizen, name = "Ayşe" } }, subject = "Kazı çalışması", text = "Plan ekte.",
            uploads = new[] { await MailStage.Upload(agent, file, "plan ğ.pdf") },
        };
        var conversation = (await MailStage.Post(agent, "/api/desk/mail", mail)).GetProperty("conversationId").GetString()!;
        Assert.Equal(conversation, (await MailStage.Post(agent, "/api/desk/mail", mail)).GetProperty("conversationId").GetString());

        await Eventually.Holds(async () => (await _stage.CitizensMail()).Count > 0);
        var received = Assert.Single(await _stage.CitizensMail());
        Assert.Equal(("Kazı çalışması", "Plan ekte."), (received.Subject, received.Text!.Trim()));
        var attached = Assert.Single(received.Attachments);
        Assert.Equal(("plan ğ.pdf", "application/pdf", Convert.ToHexString(file)), (attached.Name, attached.ContentType, Convert.ToHexString(attached.Content.Span)));

        await _stage.Dovecot.Deliver([Mail("n1", "Re: Kazı çalışması", "Teşekkürler", $"In-Reply-To: <{received.MessageId}>\n")], received.ReplyTo[0].Address);
        await Eventually.Holds(() => _stage.Events("emailReceived").Count == 1);
        var answer = _stage.Events("emailReceived")[0];
        Assert.Equal(conversation, answer.Conversation);
        Assert.False(answer.Event.TryGetProperty("flags", out var flags) && flags.TryGetProperty("stranger", out var stranger) && stranger.GetBoolean());
        Assert.Equal(conversation, Assert.Single(_stage.Events("conversationOpened")).Conversation);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_though_the_server_and_the_hub_go_away_in_between()
    {
        const int Count = 12;
        string conversation;
        using (var hub = await _stage.StartHub())
        {
            var (agent, desk) = await MailStage.SignIn(hub);
            using var http = agent;
            await using var screen = desk;
            await _stage.Dovecot.Deliver([Mail("m1", "Su", "Suyumuz yok.")]);
            await Eventually.Holds(() => _stage.Events("emailReceived").Count == 1);
            conversation = _stage.Events("emailReceived")[0].Conversation;
            await desk.Call("take", conversation, new { clientId = "take-0001" });
            await _stage.Postfix.Stop();
            for (var i = 0; i < Count; i++)
            {
                await MailStage.Post(agent, $"/api/desk/conversations/{conversation}/mail", new
                {
                    clientId = $"answer-{i:00}", mailbox = "cozum", to = new[] { new { address = DovecotServer.Citizen } }, subject = $"Yanıt {i:00}", text = $"Metin {i:00}",
                });
            }

            hub.Kill();
        }

        using (await _stage.StartHub())
        {
            await _stage.Postfix.Restart();
            await Eventually.Holds(() => _stage.Events("deliveryReported").Count == Count);
        }

        await Eventually.Holds(async () => (await _stage.CitizensMail()).Count >= Count);
        var mails = await _stage.CitizensMail();
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"Metin {i:00}"), mails.Select(mail => mail.Text!.Trim()).Order(StringComparer.Ordinal));
        Assert.Empty(_stage.Events("emailFailed"));
    }

    private static string Mail(string id, string subject, string text, string more = "", string from = DovecotServer.Citizen) =>
        $"From: Ayşe <{from}>\nTo: {DovecotServer.User}\nSubject: {subject}\nMessage-ID: <{id}@example.test>\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n";
}
