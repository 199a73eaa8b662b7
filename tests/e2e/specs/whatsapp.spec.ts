import { expectAccessible } from "../accessible.js";
import { Hub } from "../hub.js";
import { expect, Stage, test } from "../stage.js";
import { meta } from "../whatsApp.js";

test("a citizen on WhatsApp is answered from the desk, which shows how far the answer came and when none can be sent", async ({ browser }) => {
  const whatsApp = await meta();
  const hub = await Hub.start(whatsApp.settings);
  const stage = new Stage(hub, browser);
  try {
    const deniz = await stage.agent("deniz");
    await deniz.become("Meşgul");
    await whatsApp.says(hub, "Sokağımızda su patlağı var");
    await deniz.list("Tümü");
    await deniz.row(/Ayşe Yılmaz/).click();
    await expect(deniz.message("Sokağımızda su patlağı var").last()).toBeVisible();
    await expect(deniz.conversation.getByText("WhatsApp", { exact: true })).toBeVisible();
    await deniz.takeOver.click();

    const mark = async (text: string) => {
      await deniz.composer.fill(text);
      await deniz.composer.press("Enter");
      await expect.poll(() => whatsApp.sent.some((one) => one.text?.body === text)).toBe(true);
      return whatsApp.sent.find((one) => one.text?.body === text)?.biz_opaque_callback_data ?? "";
    };
    const first = await mark("Ekip yolda");
    for (const [status, shown] of [["sent", "İletildi"], ["delivered", "Teslim edildi"], ["read", "Okundu"]] as const) {
      await whatsApp.reports(hub, status, first);
      await expect(deniz.log.getByText(shown, { exact: true })).toBeVisible();
    }
    // The citizen answers a message of the municipality: which one stands above the words.
    await whatsApp.answers(hub, "wamid.sent", "Bunu anlamadım");
    await expect(deniz.message("Bunu anlamadım").last()).toBeVisible();
    await expect(deniz.log.getByRole("button", { name: /^Bot · #/ })).toBeVisible();
    await expectAccessible(deniz.page);
    const second = await mark("Yarım saate oradalar");
    await whatsApp.reports(hub, "failed", second, [{ code: 131026, title: "Message undeliverable", error_data: { details: "Message Undeliverable." } }]);
    await expect(deniz.log.getByText("Teslim edilemedi")).toBeVisible();
    await expect(deniz.log.getByText(/WhatsApp iletiyi teslim etmedi/)).toBeVisible();
    await expectAccessible(deniz.page);

    // A day later nothing can be sent any more, and the screen says so before anybody writes.
    await deniz.page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
    await expect(deniz.conversation.getByText(/24 saat sonrasına kadar yanıt kabul eder/)).toBeVisible();
    await expect(deniz.composer).toBeHidden();
    await expect(deniz.notes).toBeVisible();
    await expectAccessible(deniz.page);

    // What can be sent is a template that was approved before.
    await deniz.conversation.getByRole("button", { name: "Şablon gönder" }).click();
    const list = deniz.page.getByRole("dialog", { name: "Şablon seçin" });
    await expect(list.getByRole("listitem")).toHaveCount(3);
    await list.getByLabel("Şablonlarda ara").fill("randevu");
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expectAccessible(deniz.page);
    await list.getByRole("button", { name: /randevu_hatirlatma/ }).click();
    const form = deniz.page.getByRole("dialog", { name: "randevu_hatirlatma" });
    const send = form.getByRole("button", { name: "Gönder" });
    await expect(send).toBeDisabled();
    await form.getByLabel("Metindeki 1").fill("Ayşe Yılmaz");
    await form.getByLabel("Metindeki 2").fill("3 Haziran");
    await expect(form.getByRole("region", { name: /Vatandaşın göreceği/ })).toContainText("Sayın Ayşe Yılmaz, randevunuz 3 Haziran günündedir.");
    await expectAccessible(deniz.page);
    await send.click();
    await expect(form).toBeHidden();
    await expect(deniz.log.getByText(/Sayın Ayşe Yılmaz, randevunuz 3 Haziran günündedir/)).toBeVisible();
    await expect(deniz.log.getByText("Şablon: randevu_hatirlatma")).toBeVisible();
    await expect.poll(() => whatsApp.sent.find((one) => one.template)?.template?.components).toEqual(
      [{ type: "body", parameters: [{ type: "text", text: "Ayşe Yılmaz" }, { type: "text", text: "3 Haziran" }] }]);
    await whatsApp.reports(hub, "failed", whatsApp.sent.find((one) => one.template)?.biz_opaque_callback_data ?? "", [{ code: 132015, title: "Template is paused" }]);
    await expect(deniz.log.getByText(/duraklatıldı/)).toBeVisible();
  } finally {
    await stage.end();
    await hub.stop();
    whatsApp.stop();
  }
});
