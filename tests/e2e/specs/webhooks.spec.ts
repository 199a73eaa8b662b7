import { expectAccessible, expectDistinctButtons } from "../accessible.js";
import { Receiver } from "../receiver.js";
import { expect, test } from "../stage.js";

test.use({ hubOf: "webhooks" });

test("a system that an administrator registers is told of what citizens write, in order, also after it was away", async ({ stage }) => {
  const receiver = await Receiver.start();
  const admin = await stage.administrator();
  const { page } = admin;

  await test.step("it is registered, and its secret is shown once", async () => {
    await admin.visit("Webhooklar");
    await expect(page.getByText("Henüz hiçbir sisteme bildirim yapılmıyor")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Yeni webhook" }).click();
    const form = page.getByRole("dialog", { name: "Yeni webhook" });
    await form.getByLabel("Açıklama").fill("CRM sistemi");
    await form.getByLabel("Adres").fill("http://10.1.2.3/hook");
    await form.getByRole("radio", { name: "Yalnızca seçilenler" }).check();
    await form.getByRole("checkbox", { name: "Mesaj yazıldı" }).check();
    await expectAccessible(page);
    await form.getByRole("button", { name: "Kaydet" }).click();
    await expect(form.getByRole("alert")).toContainText("https://");
    await form.getByLabel("Adres").fill(receiver.url);
    await form.getByRole("button", { name: "Kaydet" }).click();
    const shown = page.getByRole("dialog", { name: "Gizli anahtar" });
    receiver.secret = /whsec_[\w-]+/.exec(await shown.innerText())?.[0] ?? "";
    await shown.getByRole("button", { name: "Kaydettim" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: "CRM sistemi" })).toContainText("Çalışıyor");
  });

  await test.step("a test reaches it", async () => {
    await page.getByRole("button", { name: "CRM sistemi: dene" }).click();
    await expect(page.getByText(/Alıcı yanıtladı: HTTP 204/)).toBeVisible();
    expect(receiver.told).toMatchObject([{ kind: "ping", signed: true }]);
  });

  const ayse = await stage.citizen();
  await test.step("it refuses the first message twice, and gets all of them in order", async () => {
    let refused = 0;
    receiver.answer = (told) => (told.text === "Birinci mesaj" && refused++ < 2 ? 503 : 204);
    await ayse.open();
    for (const text of ["Birinci mesaj", "İkinci mesaj", "Üçüncü mesaj"]) await ayse.say(text);
    const mine = () => receiver.told.map((told) => told.text).filter((text) => text?.endsWith("mesaj"));
    await expect.poll(mine).toEqual(["Birinci mesaj", "Birinci mesaj", "Birinci mesaj", "İkinci mesaj", "Üçüncü mesaj"]);
    const first = receiver.told.filter((told) => told.text === "Birinci mesaj");
    expect(new Set(first.map((told) => told.delivery)).size).toBe(1);
    expect(receiver.told.filter((told) => !told.signed || !["ping", "messagePosted"].includes(told.kind))).toEqual([]);
    const seqs = receiver.told.filter((told) => told.kind !== "ping").map((told) => told.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  });

  const log = page.getByRole("group", { name: "CRM sistemi: gönderimler" });
  const row = (seq: number) => log.getByRole("row").filter({ hasText: new RegExp(`sıra ${seq}(?!\\d)`) });
  const refreshed = (seen: () => Promise<void>) =>
    expect(async () => {
      await page.getByRole("button", { name: "Yenile" }).click();
      await seen();
    }).toPass();

  await test.step("the delivery log shows the attempts, and one is sent again", async () => {
    const first = receiver.told.find((told) => told.text === "Birinci mesaj");
    if (!first) throw new Error("The receiver has nothing.");
    await page.getByRole("link", { name: "CRM sistemi: gönderimler" }).click();
    await refreshed(() => expect(row(first.seq)).toContainText("Ulaştı", { timeout: 2_000 }));
    await expect(row(first.seq).getByRole("cell").nth(3)).toHaveText("3");
    await expect(row(first.seq)).toContainText("HTTP 204");
    await expectAccessible(page);
    await expectDistinctButtons(page);

    await row(first.seq).getByRole("button").click();
    await expect(page.getByText("1 olay yeniden gönderiliyor.")).toBeVisible();
    await expect.poll(() => receiver.told.filter((told) => told.delivery === first.delivery)).toHaveLength(4);
    await page.getByLabel("Durum", { exact: true }).selectOption({ label: "Vazgeçildi" });
    await expect(log.getByText("Sonuç yok")).toBeVisible();
    await page.getByLabel("Durum", { exact: true }).selectOption({ label: "Tümü" });
  });

  await test.step("when it says that it is gone, it is switched off and administrators are warned", async () => {
    receiver.answer = () => 410;
    await ayse.say("Dördüncü mesaj");
    await refreshed(() => expect(page.getByText("Alıcı artık istemiyor")).toBeVisible({ timeout: 2_000 }));
    await expect(page.getByRole("link", { name: "1 ilgilenilmesi gereken webhook" })).toBeVisible();
    await admin.visit("Webhooklar");
    await expect(page.getByRole("status").filter({ hasText: "410" })).toContainText("CRM sistemi");
    await expectAccessible(page);

    receiver.answer = () => 204;
    await page.getByRole("button", { name: "Düzenle: CRM sistemi" }).click();
    await page.getByRole("checkbox", { name: "Açık: olaylar gönderilir" }).check();
    await page.getByRole("button", { name: "Kaydet" }).click();
    await expect(page.getByText("Çalışıyor")).toBeVisible();
    await ayse.say("Beşinci mesaj");
    await expect.poll(() => receiver.told.map((told) => told.text)).toContain("Beşinci mesaj");
  });

  await receiver.stop();
});
