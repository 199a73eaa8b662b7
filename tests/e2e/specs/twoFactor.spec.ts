import type { Agent } from "../pages/agent.js";
import { expect, test } from "../stage.js";
import { totp, wrongTotp } from "../totp.js";

test.use({ hubOf: "twoFactor" });

const wrong = "Kod yanlış ya da süresi dolmuş. Yeni kodu deneyin.";

async function signOut(agent: Agent): Promise<void> {
  await agent.me.click();
  await agent.page.getByRole("menuitem", { name: "Oturumu kapat" }).click();
  await expect(agent.page.getByRole("heading", { name: "Oturum açın" })).toBeVisible();
}

async function confirm(agent: Agent, code: string): Promise<void> {
  await agent.page.getByLabel("Doğrulama kodu").fill(code);
  await agent.page.getByRole("button", { name: "Doğrula" }).click();
}

test("who turned the second factor on signs in with a code, a recovery code helps once, and an administrator can reset it", async ({ stage, hub }) => {
  const ece = await stage.agent("ece");
  const { secret, used, recovery } = await test.step("turns it on with the secret that the page shows", async () => {
    await ece.me.click();
    await ece.page.getByRole("menuitem", { name: "Hesabım ve güvenlik" }).click();
    const account = ece.page.getByRole("dialog", { name: "Hesabım ve güvenlik" });
    await account.getByRole("button", { name: "Kurulumu başlat" }).click();
    const secret = await account.getByText(/^[A-Z2-7]{16,}$/).innerText();
    await expect(account.getByText(/^otpauth:\/\/totp\//)).toContainText(`secret=${secret}`);
    await account.getByLabel("Doğrulama kodu").fill(wrongTotp(secret));
    await account.getByRole("button", { name: "Etkinleştir" }).click();
    await expect(account.getByRole("alert")).toBeVisible();
    const used = totp(secret);
    await account.getByLabel("Doğrulama kodu").fill(used);
    await account.getByRole("button", { name: "Etkinleştir" }).click();
    await expect(account.getByRole("listitem")).toHaveCount(10);
    const recovery = await account.getByRole("listitem").first().innerText();
    await account.getByRole("button", { name: "Kodları sakladım" }).click();
    await expect(account.getByText("İki adımlı doğrulama açık.")).toBeVisible();
    await ece.page.keyboard.press("Escape");
    await expect(account).toBeHidden();
    return { secret, used, recovery };
  });

  await test.step("a wrong code and one that was used before are refused, the next one is not", async () => {
    await signOut(ece);
    await ece.enter(hub.person("ece"));
    await expect(ece.page.getByRole("heading", { name: "İki adımlı doğrulama" })).toBeVisible();
    for (const code of [wrongTotp(secret), used]) {
      await confirm(ece, code);
      await expect(ece.page.getByRole("alert")).toHaveText(wrong);
      await expect(ece.me).toBeHidden();
    }
    // The app's next code, by a phone that is a little fast: no waiting for the next half minute.
    await confirm(ece, totp(secret, totp(secret, 1) === used ? 2 : 1));
    await expect(ece.me).toBeVisible();
  });

  await test.step("a recovery code stands in for a lost phone, once", async () => {
    await signOut(ece);
    await ece.enter(hub.person("ece"));
    await confirm(ece, recovery);
    await expect(ece.me).toBeVisible();
    await signOut(ece);
    await ece.enter(hub.person("ece"));
    await confirm(ece, recovery);
    await expect(ece.page.getByRole("alert")).toHaveText(wrong);
  });

  await test.step("an administrator who is sure of the person takes it away", async () => {
    const admin = await stage.administrator();
    await admin.visit("Personel");
    const row = admin.page.getByRole("row", { name: /ece@/ });
    await expect(row).toContainText("İki adımlı doğrulama açık");
    await row.getByRole("button", { name: /^Düzenle/ }).click();
    await admin.page.getByRole("button", { name: "İki adımlı doğrulamayı sıfırla" }).click();
    const question = admin.page.getByRole("dialog", { name: "İki adımlı doğrulamayı sıfırla" });
    await question.getByRole("button", { name: "Vazgeç" }).click();
    await expect(row).toContainText("İki adımlı doğrulama açık");
    await row.getByRole("button", { name: /^Düzenle/ }).click();
    await admin.page.getByRole("button", { name: "İki adımlı doğrulamayı sıfırla" }).click();
    await question.getByRole("button", { name: "Sıfırla", exact: true }).click();
    await expect(row).not.toContainText("İki adımlı doğrulama açık");
    await row.getByRole("button", { name: /^Düzenle/ }).click();
    const account = admin.page.getByRole("dialog", { name: "Ece Kaya" });
    await expect(account.getByRole("button", { name: "Tek kullanımlık parola ver" })).toBeVisible();
    await expect(account.getByRole("button", { name: "İki adımlı doğrulamayı sıfırla" })).toHaveCount(0);
    await account.getByRole("button", { name: "Vazgeç" }).click();
    await expect(account).toBeHidden();
    await admin.visit("Denetim");
    await expect(admin.page.getByRole("cell", { name: "İki adımlı doğrulama sıfırlandı" })).toBeVisible();
  });

  await test.step("then the password alone is enough again", async () => {
    await ece.page.reload();
    await ece.enter(hub.person("ece"));
    await expect(ece.me).toBeVisible();
  });
});
