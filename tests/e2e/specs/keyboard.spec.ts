import type { Locator, Page } from "@playwright/test";
import { Agent } from "../pages/agent.js";
import { expect, test } from "../stage.js";

/** Presses a key until something has the focus. */
async function reach(page: Page, key: "Tab" | "Shift+Tab", wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await wanted.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} cannot be reached with ${key}.`);
}

test("a citizen needs no mouse", async ({ stage }) => {
  const ayse = await stage.citizen();
  const keys = ayse.page.keyboard;
  await expect(ayse.launcher).toBeVisible();
  await reach(ayse.page, "Tab", ayse.launcher);
  await keys.press("Enter");
  await expect(ayse.composer).toBeFocused();
  await keys.type("Su faturamı nereden ödeyebilirim?");
  await keys.press("Enter");
  await expect(ayse.quickReplies.first()).toBeVisible();
  await expect(ayse.composer).toBeFocused();
  await reach(ayse.page, "Shift+Tab", ayse.quickReplies.first());
  const reply = await ayse.quickReplies.first().innerText();
  await keys.press("Enter");
  await expect(ayse.message(reply).last()).toBeVisible();
  await keys.press("Escape");
  await expect(ayse.panel).toBeHidden();
  await expect(ayse.launcher).toBeFocused();
  await keys.press("Enter");
  await expect(ayse.composer).toBeFocused();
  await reach(ayse.page, "Shift+Tab", ayse.person);
  await keys.press("Enter");
  await expect(ayse.place).toBeVisible();
  await reach(ayse.page, "Shift+Tab", ayse.frame.getByRole("button", { name: "Seçenekler" }));
  await keys.press("Enter");
  await expect(ayse.frame.getByRole("radio", { name: "Türkçe" })).toBeFocused();
  await reach(ayse.page, "Tab", ayse.frame.getByRole("button", { name: "Görüşmeyi bitir" }));
  await keys.press("Enter");
  await expect(ayse.frame.getByRole("button", { name: "Evet, bitir" })).toBeFocused();
  await keys.press("Enter");
  await expect(ayse.note("Görüşme tamamlandı").last()).toBeVisible();
  await reach(ayse.page, "Tab", ayse.frame.getByRole("radio", { name: /^5 üzerinden 1/ }));
  for (let stars = 1; stars < 5; stars++) await keys.press("ArrowRight");
  await reach(ayse.page, "Tab", ayse.frame.getByRole("button", { name: "Değerlendir" }));
  await keys.press("Enter");
  await expect(ayse.frame.getByText("Teşekkür ederiz, değerlendirmeniz bize ulaştı.")).toBeVisible();
});

test("an agent needs no mouse", async ({ stage }) => {
  await stage.waiting("Klavyeyle çalışılır mı?");
  const page = await stage.emptyPage();
  const ece = new Agent(page);
  const { email, password } = stage.hub.person("ece");
  await page.goto(`${stage.hub.address}/desk/`);
  await expect(page.getByLabel("E-posta")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  // The hub has told the own presence: the desk works, and hears keys.
  await expect(ece.me).toHaveAccessibleName(/, (Müsait|Meşgul|Uzakta)/);

  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await expect(ece.row("Klavyeyle çalışılır mı?")).toBeVisible();
  const wanted = ece.row("Klavyeyle çalışılır mı?").and(page.getByRole("option", { selected: true }));
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(wanted).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(ece.message("Klavyeyle çalışılır mı?")).toBeVisible();
  await page.keyboard.press("t");
  await expect(ece.composer).toBeFocused();
  await page.keyboard.type("Evet, her şey klavyeyle");
  await page.keyboard.press("Enter");
  await expect(ece.message("Evet, her şey klavyeyle")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(ece.notes).toBeFocused();
  await page.keyboard.type("Klavye notu");
  await page.keyboard.press("Enter");
  await expect(ece.message("Klavye notu")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await expect(ece.message("Ece Kaya görüşmeyi çözüldü olarak kapattı")).toBeVisible();
});

test("keys that are pressed over a dialog reach nothing behind it, wherever the focus went", async ({ stage }) => {
  await stage.waiting("Tuşlar nereye gider?");
  const ece = await stage.agent("ece");
  await ece.take("Tuşlar nereye gider?");
  await ece.page.keyboard.press("Escape");
  await ece.page.keyboard.press("x");
  const dialog = ece.page.getByRole("dialog", { name: "Görüşmeyi aktar" });
  await expect(dialog.getByRole("radio").first()).toBeVisible();
  // As when a button that had the focus goes away.
  await ece.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  for (const key of ["e", "g", "w", "j"]) await ece.page.keyboard.press(key);
  await expect(dialog).toBeVisible();
  await ece.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(ece.composer).toBeVisible();
  await expect(ece.message("Ece Kaya görüşmeyi çözüldü olarak kapattı")).toHaveCount(0);
});
