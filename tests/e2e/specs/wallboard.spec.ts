import { expectAccessible } from "../accessible.js";
import { expect, test } from "../stage.js";

test.use({ hubOf: "wallboard" });

test("the wallboard shows the day's figures and refreshes them by itself, without a jump", async ({ stage }) => {
  const nur = await stage.agent("nur");
  const panel = nur.page.getByRole("region", { name: "Bugün" });
  const tile = (name: string) => panel.getByRole("group", { name, exact: true });
  await nur.page.clock.install();

  await test.step("a hub that fails is told of and asked again, in the same space", async () => {
    await nur.page.route("**/api/desk/today", (route) => route.abort());
    await nur.visit("Canlı pano");
    await expect(panel.getByRole("status")).toHaveText("Bugünün rakamları alınamadı; yeniden denenecek.");
    await expect(tile("Açılan")).toContainText("–");
    await expectAccessible(nur.page);
    const failed = await panel.boundingBox();
    await nur.page.unroute("**/api/desk/today");
    await panel.getByRole("button", { name: "Yeniden dene" }).click();
    await expect(panel.getByRole("status")).toHaveText("Gece yarısından beri henüz görüşme yok (Europe/Istanbul)");
    await expect(tile("Açılan")).toContainText("0");
    expect(await panel.boundingBox()).toEqual(failed);
  });

  const empty = await panel.boundingBox();
  const matter = "Encümen kararını sormak istiyorum";
  const citizen = await stage.waiting(matter);
  const deniz = await stage.agent("deniz");
  await deniz.take(matter);
  await deniz.say("Buyurun");
  await expect(citizen.message("Buyurun")).toBeVisible();
  await deniz.conversation.getByRole("button", { name: "Çözüldü" }).click();
  await citizen.frame.getByRole("radio", { name: "5 üzerinden 4: İyi" }).check({ force: true });
  await citizen.frame.getByRole("button", { name: "Değerlendir" }).click();
  await expect(citizen.frame.getByText("Teşekkür ederiz, değerlendirmeniz bize ulaştı.")).toBeVisible();

  await expect(async () => {
    await nur.page.clock.runFor(30_000);
    await expect(tile("Memnuniyet (1–5)")).toContainText("4,0", { timeout: 1_000 });
  }).toPass();
  await expect(tile("Memnuniyet (1–5)")).toContainText("n = 1 · CSAT %100");
  await expect(tile("Açılan")).toContainText("1");
  await expect(tile("Temsilci yanıtladı")).toContainText("1");
  await expect(tile("İlk yanıt süresi")).toContainText("n = 1");
  await expect(tile("Çözülen")).toContainText("1");
  await expect(tile("Yalnız bot çözdü")).toContainText("çözülenlerin payı: %0");
  await expect(panel.getByRole("status")).toHaveText("Gece yarısından beri (Europe/Istanbul)");
  // Half a minute in one step looks like silence to the page, which says so above the panel until the hub is heard again.
  await expect.poll(() => panel.boundingBox()).toEqual(empty);
  await expectAccessible(nur.page);
});
