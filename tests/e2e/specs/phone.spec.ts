import type { Locator } from "@playwright/test";
import { expect, test } from "../stage.js";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

async function expectInSight(place: Locator): Promise<void> {
  await expect(place).toBeInViewport({ ratio: 1 });
}

test("on a phone the panel fills the screen, and everything can be tapped", async ({ stage }) => {
  const ayse = await stage.citizen(phone);
  await expectInSight(ayse.launcher);
  await ayse.launcher.tap();
  await expect.poll(() => ayse.page.locator("#contacthub iframe").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await ayse.composer.tap();
  await ayse.page.keyboard.type("Çöp ne zaman alınıyor?");
  await ayse.frame.getByRole("button", { name: "Gönder", exact: true }).tap();
  await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
  await expect(ayse.composer).toBeFocused();
  await ayse.page.setViewportSize({ width: 390, height: 500 });
  await test.step("with the keyboard up, the field and the newest message stay in sight", async () => {
    await expectInSight(ayse.composer);
    await expectInSight(ayse.panel.getByRole("heading", { name: "Yeşilova Belediyesi" }));
  });
  await ayse.page.setViewportSize(phone.viewport);
  await ayse.person.tap();
  await expectInSight(ayse.place);
  const sideways = await ayse.frame.locator(":root").evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(sideways).toBe(0);
  await ayse.frame.getByRole("button", { name: "Kapat" }).tap();
  await expect(ayse.panel).toBeHidden();
  await expectInSight(ayse.launcher);
});

test("on a phone the desk shows one column at a time", async ({ stage }) => {
  const matter = "Telefondan bakılan görüşme";
  const ayse = await stage.waiting(matter);
  const deniz = await stage.agent("deniz", phone);
  await deniz.list("Bekleyen");
  await expect(deniz.conversation).toBeHidden();
  await deniz.row(matter).tap();
  await expect(deniz.row(matter)).toBeHidden();
  await expect(deniz.message(matter)).toBeVisible();
  await deniz.takeOver.tap();
  await expectInSight(deniz.composer);
  await deniz.say("Telefondan yazıyorum");
  await expect(ayse.message("Telefondan yazıyorum")).toBeVisible();
  await deniz.conversation.getByRole("button", { name: "Vatandaş", exact: true }).tap();
  await expectInSight(deniz.page.getByRole("complementary", { name: "Vatandaş" }).getByRole("heading").first());
  await deniz.page.getByRole("complementary", { name: "Vatandaş" }).getByRole("button", { name: "Kapat" }).tap();
  await deniz.conversation.getByRole("button", { name: "Geri" }).tap();
  await expect(deniz.conversation).toBeHidden();
  await deniz.list("Benim");
  await expect(deniz.row("Telefondan yazıyorum")).toBeVisible();
  const sideways = await deniz.page.locator(":root").evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(sideways).toBe(0);
});
