import { expect, test } from "../stage.js";

const questions = ["Çöp ne zaman alınıyor?", "Nikah randevusu nasıl alınır?", "Su faturamı nereden öderim?", "Emlak vergisi ne zaman ödenir?", "Otobüs saatleri nedir?", "Evde bakım var mı?"];

for (const round of [1, 2, 3]) {
  test(`the bot says nothing after an agent took over while it was being asked (${round})`, async ({ stage }) => {
    const [deniz, ayse] = [await stage.agent("deniz"), await stage.citizen()];
    const first = `Merhaba, ${round}. görüşme için yazıyorum`;
    await ayse.identify(`yv-handoff-${round}`, `Ayşe ${round}. tur`);
    await ayse.open();
    await ayse.say(first);
    await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
    await deniz.list("Bot");
    await deniz.row(`Ayşe ${round}. tur`).click();
    await expect(deniz.message(first)).toBeVisible();

    const asking = (async () => {
      for (const question of questions) {
        await ayse.composer.fill(question);
        await ayse.composer.press("Enter");
      }
    })();
    await expect(deniz.message(questions[round - 1] ?? "")).toBeVisible();
    await deniz.takeOver.click();
    await asking;
    await deniz.say("Ben Deniz, yardımcı olayım");

    await expect(ayse.message("Ben Deniz, yardımcı olayım")).toBeVisible();
    for (const question of questions) {
      await expect(ayse.message(question)).toHaveCount(1);
      await expect(deniz.message(question)).toHaveCount(1);
    }
    await expect(ayse.log.getByText("Gönderiliyor")).toHaveCount(0);
    const seen = await ayse.timeline();
    const joined = seen.findIndex((line) => line.includes("Deniz Yılmaz görüşmeye katıldı"));
    expect(joined).toBeGreaterThan(0);
    expect(seen.slice(0, joined).filter((line) => line.startsWith("Dijital asistan"))).not.toEqual([]);
    expect(seen.slice(joined).filter((line) => line.startsWith("Dijital asistan"))).toEqual([]);
    const staff = await deniz.timeline();
    const taken = staff.findIndex((line) => line.includes("Deniz Yılmaz görüşmeyi devraldı"));
    expect(taken).toBeGreaterThan(0);
    expect(staff.slice(0, taken).filter((line) => line.startsWith("Bot"))).not.toEqual([]);
    expect(staff.slice(taken).filter((line) => line.startsWith("Bot"))).toEqual([]);
  });
}
