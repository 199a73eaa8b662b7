import { Hub } from "../hub.js";
import { mailServers, type MailPeers } from "../mail.js";
import { expect, test as base } from "../stage.js";

const test = base.extend<object, { mail: MailPeers; hub: Hub }>({
  mail: mailServers,
  hub: [
    async ({ mail }, use) => {
      const hub = await Hub.start(mail.settings);
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

test.use({ hubOf: "mails" });

interface Parsed {
  readonly messageId: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string }[];
}

test("an agent reads a mail, answers it, is answered, and writes to somebody new", async ({ stage, mail, hub }) => {
  const deniz = await stage.agent("deniz");
  const signature = "Deniz Yılmaz\nSu İşleri Şefi";

  await test.step("a formatted mail is shown without what its sender would be told by", async () => {
    const html = '<p>Suyumuz <b>iki gündür</b> yok.</p><img src="https://izle.example.test/a.png" alt="Logo">';
    await mail.write("Su kesintisi", "Suyumuz iki gündür yok.", { html, file: { name: "fatura.txt", text: "Borç yok" } });
    await deniz.take("Suyumuz iki gündür yok.");
    await expect(deniz.conversation.getByRole("link", { name: /fatura\.txt/ })).toBeVisible();
    await deniz.conversation.getByRole("button", { name: "Biçimlendirilmiş göster" }).click();
    const page = deniz.conversation.frameLocator("iframe");
    await expect(page.getByText("iki gündür")).toBeVisible();
    await expect(page.getByAltText("Logo")).not.toHaveAttribute("src");
    await deniz.conversation.getByRole("button", { name: "Görselleri göster" }).click();
    await expect(page.getByAltText("Logo")).toHaveAttribute("src", "https://izle.example.test/a.png");
  });

  const letter = deniz.conversation.getByRole("group", { name: "E-posta yaz" });
  let sent: Parsed | undefined;
  await test.step("the answer has a file and the own signature, and arrives", async () => {
    await deniz.sign("Su İşleri Şefi", "{name}\n{title}");
    // A signature is asked for when a mail is begun.
    await deniz.page.reload();
    await expect(letter).toContainText(signature);
    await letter.locator("[data-attach]").setInputFiles({ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("Onarım planı") });
    await expect(letter.getByText("plan.txt")).toBeVisible();
    await letter.getByRole("textbox", { name: "E-posta metni" }).fill("Ekibimiz yolda.");
    await letter.getByRole("button", { name: "E-postayı gönder" }).click();
    await expect(deniz.message("Ekibimiz yolda.")).toBeVisible();
    await expect(deniz.log.getByText("Su İşleri Şefi")).toBeVisible();
    await expect(deniz.log.getByText("Gönderildi")).toBeVisible();
    await expect.poll(async () => (await mail.received()).length).toBe(1);
    sent = (await hub.parse((await mail.received())[0]!)) as Parsed;
    expect(sent.text.trim()).toBe(`Ekibimiz yolda.\n\n-- \n${signature}`);
    expect(sent.attachments.map((file) => file.name)).toEqual(["plan.txt"]);
  });

  await test.step("what the citizen answers comes to the same conversation", async () => {
    await mail.write("Bambaşka bir konu", "Geldiler, teşekkürler.", { answers: sent!.messageId });
    await expect(deniz.message("Geldiler, teşekkürler.")).toBeVisible();
  });

  await test.step("a mail to somebody new opens a conversation, in which it is said that it did not arrive", async () => {
    await deniz.page.getByRole("button", { name: "Yeni e-posta" }).click();
    const dialog = deniz.page.getByRole("dialog", { name: "Yeni e-posta" });
    await expect(dialog.getByRole("textbox", { name: "Kime" })).toBeFocused();
    await dialog.getByRole("textbox", { name: "Kime" }).fill("Ali Veli <yok@>");
    await dialog.getByRole("textbox", { name: "E-posta metni" }).fill("Sokağınızda");
    await dialog.getByRole("button", { name: "E-postayı gönder" }).click();
    await expect(dialog.getByRole("textbox", { name: "Kime" })).toBeFocused();
    await expect(dialog.getByRole("textbox", { name: "Kime" })).toHaveAccessibleDescription("“Ali Veli <yok@>” bir e-posta adresi değil.");
    await expect(dialog.getByRole("textbox", { name: "Konu" })).toHaveAccessibleDescription("Konu yazın: yeni bir görüşme konusuz başlamaz.");
    await dialog.getByRole("textbox", { name: "Kime" }).fill("Ali Veli <yok@example.test>");
    await dialog.getByRole("textbox", { name: "Konu" }).fill("Kazı çalışması");
    await dialog.getByRole("textbox", { name: "E-posta metni" }).fill("Sokağınızda yarın kazı var.");
    await dialog.getByRole("button", { name: "E-postayı gönder" }).click();
    await expect(dialog).toBeHidden();
    await expect(deniz.message("Sokağınızda yarın kazı var.")).toBeVisible();
    await expect(deniz.log.getByText("Deniz Yılmaz e-postayla görüşme başlattı")).toBeVisible();
    // Under the mail, and as what happened.
    await expect(deniz.log.getByText("E-posta ulaşmadı: yok@example.test (5.1.1)").first()).toBeVisible();
    await expect(deniz.row("Kazı çalışması").or(deniz.row("Sokağınızda yarın kazı var.")).first()).toBeVisible();
  });
});
