import { expect, test } from "../stage.js";

test("an administrator makes a key that is shown once, and what is revoked opens nothing", async ({ stage }) => {
  const admin = await stage.administrator();
  await admin.visit("API anahtarları");
  await expect(admin.page.getByText("Henüz anahtar yok")).toBeVisible();
  await admin.page.getByRole("button", { name: "Yeni anahtar" }).click();
  const dialog = admin.page.getByRole("dialog", { name: "Yeni anahtar" });
  await dialog.getByLabel("Ad", { exact: true }).fill("Abone sistemi");
  await dialog.getByRole("button", { name: "Anahtarı oluştur" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("En az bir yetki seçin.");
  await dialog.getByRole("checkbox", { name: /contacts:read/ }).check();
  await dialog.getByLabel("Dakikada en çok istek").press("Enter");

  const shown = admin.page.getByRole("dialog", { name: "Yeni API anahtarı" });
  const key = /ch_live_\w+/.exec(await shown.innerText())?.[0];
  if (!key) throw new Error("No key is shown.");
  const ask = () => fetch(`${stage.hub.address}/api/v1/key`, { headers: { authorization: `Bearer ${key}` } });
  expect(await (await ask()).json()).toMatchObject({ name: "Abone sistemi", scopes: ["contacts:read"] });
  await shown.getByRole("button", { name: "Not aldım" }).click();
  await expect(shown).toBeHidden();

  const row = admin.page.getByRole("row", { name: /Abone sistemi/ });
  await expect(row).toContainText("contacts:read");
  await expect(admin.page.getByText(key)).toHaveCount(0);
  await row.getByRole("button", { name: "İptal et: Abone sistemi" }).click();
  await admin.page.getByRole("dialog", { name: "İptal et" }).getByRole("button", { name: "İptal et" }).click();
  await expect(row).toContainText("İptal edildi");
  expect((await ask()).status).toBe(401);
  await admin.visit("Denetim");
  await expect(admin.page.getByRole("cell", { name: "API anahtarı iptal edildi" })).toBeVisible();
});
