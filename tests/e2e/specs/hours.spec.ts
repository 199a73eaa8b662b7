import { expect, test } from "../stage.js";

test.use({ hubOf: "hours" });

const days = ["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"];

test("out of hours a request is recorded, gets a number, and waits for the next person", async ({ stage }) => {
  const admin = await stage.administrator();
  await admin.visit("Saatler");
  await admin.page.getByRole("combobox", { name: "Birim" }).selectOption("Çağrı Merkezi");
  for (const day of days) await admin.page.getByRole("button", { name: `${day}: aralığı kaldır` }).click();
  await expect(admin.page.getByText("Kapalı", { exact: true })).toHaveCount(days.length);
  await admin.page.getByRole("button", { name: "Kaydet" }).click();
  await expect(admin.page.getByText("Kaydedildi.", { exact: true })).toBeVisible();

  const ayse = await stage.citizen();
  await ayse.open();
  await ayse.say("Bahçe duvarımız yıkıldı");
  await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
  await ayse.person.click();
  await ayse.quickReplies.filter({ hasText: "Başvurumu kaydet" }).click();
  const form = ayse.frame.getByRole("textbox", { name: "Talebiniz" });
  await expect(form).toHaveValue("Bahçe duvarımız yıkıldı");
  await form.fill("Bahçe duvarımız yıkıldı, yarın aranmak istiyorum");
  await ayse.frame.getByRole("textbox", { name: /Telefon veya e-posta/ }).fill("0532 111 22 33");
  await ayse.frame.getByRole("button", { name: "Talebi kaydet" }).click();
  const told = ayse.message(/Başvurunuz kaydedildi\. Başvuru numaranız \d+\./);
  await expect(told).toBeVisible();
  await expect(ayse.note(/kaydedildi/)).toHaveCount(1);
  const number = /\d+/.exec(await told.innerText())?.[0] ?? "";

  const deniz = await stage.agent("deniz");
  await deniz.list("Bekleyen");
  await deniz.row(`Vatandaş #${number}`).click();
  await expect(deniz.message("Talep kaydedildi: Bahçe duvarımız yıkıldı, yarın aranmak istiyorum")).toBeVisible();
  await expect(deniz.page.getByRole("complementary", { name: "Vatandaş" }).getByText(/532 ?111 ?22 ?33/)).toBeVisible();
  await deniz.takeOver.click();
  await deniz.say("Günaydın, duvarınız için arıyoruz");
  await expect(ayse.message("Günaydın, duvarınız için arıyoruz")).toBeVisible();
});
