import { expectAccessible, expectDistinctButtons } from "../accessible.js";
import { arabic } from "../pages/citizen.js";
import { expect, test } from "../stage.js";

for (const colorScheme of ["light", "dark"] as const) {
  test(`the citizen's side has no accessibility fault (${colorScheme})`, async ({ stage }) => {
    const question = `Erişilebilirlik sorusu ${colorScheme}`;
    const ayse = await stage.citizen({ colorScheme });
    await expect(ayse.launcher).toBeVisible();
    await test.step("page with the launcher", () => expectAccessible(ayse.page));
    await ayse.open();
    await test.step("empty panel", () => expectAccessible(ayse.page));
    await ayse.say("Su faturamı nereden ödeyebilirim?");
    await expect(ayse.quickReplies.first()).toBeVisible();
    await test.step("bot's answer with quick replies", () => expectAccessible(ayse.page));
    await ayse.frame.getByRole("button", { name: "Seçenekler" }).click();
    await expect(ayse.frame.getByRole("radio", { name: "English" })).toBeVisible();
    await test.step("menu", () => expectAccessible(ayse.page));
    await ayse.page.keyboard.press("Escape");
    await ayse.queue(question);
    await test.step("queue", () => expectAccessible(ayse.page));
    const deniz = await stage.agent("deniz");
    await deniz.take(question);
    await deniz.say("Buyurun");
    await expect(ayse.message("Buyurun")).toBeVisible();
    await test.step("with an agent", () => expectAccessible(ayse.page));
    await deniz.conversation.getByRole("button", { name: "Çözüldü" }).click();
    await ayse.frame.getByRole("radio", { name: "5 üzerinden 4: İyi" }).check({ force: true });
    await test.step("rating", () => expectAccessible(ayse.page));
    await ayse.frame.getByRole("button", { name: "Değerlendir" }).click();
    await expect(ayse.frame.getByText("Teşekkür ederiz, değerlendirmeniz bize ulaştı.")).toBeVisible();
    await test.step("rated", () => expectAccessible(ayse.page));
  });
}

test("the panel in Arabic has no accessibility fault", async ({ stage }) => {
  const citizen = await stage.citizen();
  await citizen.open();
  await citizen.speak("العربية", arabic);
  await citizen.say("مرحبا");
  await expect(citizen.log.getByText("المساعد الرقمي").first()).toBeVisible();
  await expectAccessible(citizen.page);
});

test("the agents' desk has no accessibility fault", async ({ stage }) => {
  const question = "Masada erişilebilirlik";
  await stage.waiting(question);
  const deniz = await stage.agent("deniz");
  await test.step("empty list", () => expectAccessible(deniz.page));
  await deniz.list("Bekleyen");
  await expect(deniz.row(question)).toBeVisible();
  await test.step("list", () => expectAccessible(deniz.page));
  await deniz.take(question);
  await deniz.say("Buyurun");
  await expect(deniz.message("Buyurun")).toBeVisible();
  await test.step("conversation", () => expectAccessible(deniz.page));
  await deniz.conversation.getByRole("button", { name: "Aktar" }).click();
  await expect(deniz.page.getByRole("dialog", { name: "Görüşmeyi aktar" }).getByRole("radio").first()).toBeVisible();
  await test.step("transfer", () => expectAccessible(deniz.page));
  await deniz.page.keyboard.press("Escape");
  await deniz.page.keyboard.press("Control+k");
  await expect(deniz.page.getByRole("combobox", { name: "Komut paleti" })).toBeFocused();
  await test.step("palette", () => expectAccessible(deniz.page));
  await deniz.page.keyboard.press("Escape");
  await deniz.log.focus();
  await deniz.page.keyboard.press("?");
  await expect(deniz.page.getByRole("dialog", { name: "Klavye kısayolları" })).toBeVisible();
  await test.step("help", () => expectAccessible(deniz.page));
});

test("sign-in and the desk in the dark have no accessibility fault", async ({ stage }) => {
  const question = "Gece yarısı sorusu";
  await stage.waiting(question);
  const deniz = await stage.agent("deniz", { colorScheme: "dark" });
  await deniz.take(question);
  await deniz.say("Buyurun");
  await expect(deniz.message("Buyurun")).toBeVisible();
  await expectAccessible(deniz.page);
  await deniz.me.click();
  await deniz.page.getByRole("menuitem", { name: "Oturumu kapat" }).click();
  await expect(deniz.page.getByRole("heading", { name: "Oturum açın" })).toBeVisible();
  await expectAccessible(deniz.page);
});

test("administration has no accessibility fault", async ({ stage }) => {
  const admin = await stage.administrator();
  const open = async (name: string, shown: string | RegExp) => {
    await admin.visit(name);
    await expect(admin.page.getByRole("region", { name }).getByText(shown).first()).toBeVisible();
    await test.step(name, async () => {
      await expectAccessible(admin.page);
      await expectDistinctButtons(admin.page);
    });
  };
  await open("Canlı pano", "Çağrı Merkezi");
  await open("Bot bilgisi", /Botun verdiği \d+ yanıt/);
  await admin.page.getByRole("button", { name: "Yeni soru" }).click();
  await expect(admin.page.getByRole("form", { name: "Yeni soru" })).toBeVisible();
  await test.step("FAQ editor", () => expectAccessible(admin.page));
  await open("Hazır yanıt", "Karşılama");
  await open("Saatler", "Haftalık saatler");
  await open("Birimler", "Çağrı Merkezi");
  await admin.page.getByRole("button", { name: "Düzenle: Fen İşleri Müdürlüğü" }).click();
  await expect(admin.page.getByRole("dialog").getByLabel("Türkçe adı")).toHaveValue("Fen İşleri Müdürlüğü");
  await admin.page.keyboard.press("Escape");
  await open("Personel", "Deniz Yılmaz");
  await admin.page.getByRole("button", { name: "Yeni personel" }).click();
  await expect(admin.page.getByRole("dialog", { name: "Yeni personel" })).toBeVisible();
  await test.step("new account", () => expectAccessible(admin.page));
  await admin.page.keyboard.press("Escape");
  await open("Denetim", "Kim, neyi, ne zaman gördü veya değiştirdi.");
});
