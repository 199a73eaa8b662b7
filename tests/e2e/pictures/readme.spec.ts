import { fileURLToPath } from "node:url";
import type { Citizen } from "../pages/citizen.js";
import { expect, type Stage, test } from "../stage.js";

const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
const screen = { viewport: { width: 1280, height: 800 } };

/** Somebody whom the demo site knows. */
async function known(stage: Stage, name: string, says: string, asks: boolean): Promise<Citizen> {
  const citizen = await stage.citizen(screen);
  await citizen.identify(`yv-${[...name].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % 100_000}`, name);
  await citizen.open();
  await citizen.say(says);
  await expect(citizen.log.getByText("Dijital asistan").first()).toBeVisible();
  if (asks) {
    await citizen.person.click();
    await expect(citizen.place).toBeVisible();
  }
  return citizen;
}

test("the pictures of the README", async ({ stage }) => {
  const deniz = await stage.agent("deniz", screen);
  await deniz.become("Meşgul");
  const matters = [
    ["Mehmet Öztürk", "Su faturamı nereden ödeyebilirim?", "Faturada iki ay önceki borç da görünüyor."],
    ["Zeynep Koç", "Nikah randevusu nasıl alınır?", "18 Haziran için yer var mı acaba?"],
    ["Hüseyin Çelik", "Sokağımızda sular akmıyor", "Çınar Mahallesi, dünden beri kesik."],
  ] as const;
  for (const [name, first, then] of matters) {
    const citizen = await known(stage, name, first, true);
    await deniz.list("Bekleyen");
    await deniz.row(name).click();
    await deniz.takeOver.click();
    await deniz.say("Merhaba, hemen bakıyorum.");
    await expect(citizen.message("Merhaba, hemen bakıyorum.")).toBeVisible();
    await citizen.say(then);
    await expect(deniz.message(then)).toBeVisible();
  }
  await known(stage, "Emine Doğan", "Çöp ne zaman alınıyor?", true);
  await known(stage, "Can Arslan", "Emlak vergisi ne zaman ödenir?", true);
  await known(stage, "Fatma Şahin", "Otobüs kartımı kaybettim", false);

  const ayse = await known(stage, "Ayşe Yıldırım", "Su faturamı nereden ödeyebilirim?", true);
  await deniz.list("Bekleyen");
  await deniz.row("Ayşe Yıldırım").click();
  await deniz.takeOver.click();
  await deniz.say("Merhaba Ayşe Hanım, ben Deniz. Tesisat numarası elinizde mi?");
  await expect(ayse.message(/Tesisat numarası elinizde mi/)).toBeVisible();
  await ayse.say("Evet, faturada 4471902 yazıyor.");
  await deniz.say("Teşekkürler. Kaydınızı şimdi üzerinize alıyorum.");
  await ayse.say("Harika, çok teşekkür ederim!");
  await expect(deniz.message("Harika, çok teşekkür ederim!")).toBeVisible();
  await deniz.note("Kimlik bilgisi e-Devlet ile doğrulandı.");
  await deniz.page.getByRole("combobox", { name: "Etiket ekle" }).fill("abonelik");
  await deniz.page.keyboard.press("Enter");
  await expect(deniz.page.getByRole("button", { name: "Etiketi kaldır: abonelik" })).toBeVisible();
  await deniz.list("Benim");
  await expect(ayse.message(/Kaydınızı şimdi/)).toBeVisible();
  await ayse.page.bringToFront();
  await ayse.page.screenshot({ path: `${folder}widget.png` });
  await deniz.page.bringToFront();
  await expect(async () => {
    await ayse.composer.fill("");
    await ayse.composer.pressSequentially("Bir de");
    await expect(deniz.log.getByText("Ayşe Yıldırım yazıyor")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await deniz.page.screenshot({ path: `${folder}desk.png` });
});
