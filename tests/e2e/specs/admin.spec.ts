import { Agent } from "../pages/agent.js";
import { expect, test } from "../stage.js";

test("an administrator opens an account, whose owner replaces the one-time password at once", async ({ stage }) => {
  const admin = await stage.administrator();
  await admin.visit("Personel");
  await admin.page.getByRole("button", { name: "Yeni personel" }).click();
  const dialog = admin.page.getByRole("dialog", { name: "Yeni personel" });
  await dialog.getByLabel("Ad", { exact: true }).fill("Yeni Görevli");
  await dialog.getByLabel("E-posta").fill("yeni@demo.example");
  await dialog.getByRole("checkbox", { name: "Çağrı Merkezi" }).check();
  await dialog.getByRole("button", { name: "Kaydet" }).click();
  const shown = admin.page.getByRole("dialog", { name: "Tek kullanımlık parola" });
  await expect(shown).toContainText("Yeni Görevli");
  const password = /[a-z0-9]{4}(?:-[a-z0-9]{4}){3,}/.exec(await shown.innerText())?.[0];
  if (!password) throw new Error("No one-time password is shown.");
  await shown.getByRole("button", { name: "Not aldım" }).click();

  const fresh = new Agent(await stage.emptyPage());
  await fresh.page.goto(`${stage.hub.address}/desk/`);
  await fresh.enter({ email: "yeni@demo.example", password });
  await expect(fresh.page.getByRole("heading", { name: "Yeni parolanızı belirleyin" })).toBeVisible();
  await expect(fresh.me).toBeHidden();
  await fresh.page.getByLabel("Şimdiki parola").fill(password);
  await fresh.page.getByLabel("Yeni parola", { exact: true }).fill("uzun bir cümle parola");
  await fresh.page.getByLabel("Yeni parola (tekrar)").fill("uzun bir cümle parola");
  await fresh.page.getByRole("button", { name: "Parolayı değiştir" }).click();
  await expect(fresh.me).toHaveAccessibleName(/Yeni Görevli/);
  await admin.visit("Denetim");
  await expect(admin.page.getByRole("cell", { name: "Personel eklendi" }).first()).toBeVisible();
});

test("what an administrator adds to the bot's answers is said at once, in a chat that is already open", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.open();
  await ayse.say("Zeplin turu ne zaman?");
  await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
  await expect(ayse.message(/Zeplin turları her pazar/)).toHaveCount(0);

  const admin = await stage.administrator();
  await admin.visit("Bot bilgisi");
  await admin.page.getByRole("button", { name: "Yeni soru" }).click();
  const editor = admin.page.getByRole("form", { name: "Yeni soru" });
  await editor.getByLabel("Soru biçimi 1").fill("Zeplin turu ne zaman?");
  await editor.getByLabel("Türkçe yanıt").fill("Zeplin turları her pazar **10.00**’da kalkar.");
  await editor.getByLabel("Konu").fill("Gezi");
  await editor.getByRole("button", { name: "Kaydet" }).click();
  await expect(admin.page.getByText("Kaydedildi; bot şimdi bunu kullanıyor.")).toBeVisible();

  await ayse.say("Zeplin turu ne zaman?");
  await expect(ayse.message(/Zeplin turları her pazar/)).toBeVisible();
  await expect(ayse.log.getByRole("strong").last()).toHaveText("10.00");
});
