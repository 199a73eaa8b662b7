import { expect, test } from "../stage.js";

test.use({ hubOf: "transfer" });

test("a conversation goes to a department, to a colleague, back to the queue, and to who takes it next", async ({ stage }) => {
  const ayse = await stage.waiting("Sokağımızdaki konteyner dolu");
  const [deniz, ece] = [await stage.agent("deniz"), await stage.agent("ece")];
  await deniz.take("Sokağımızdaki konteyner dolu");
  for (const agent of [deniz, ece]) await expect(agent.offer).toBeHidden();

  await test.step("to a department", async () => {
    await deniz.transfer("Temizlik İşleri Müdürlüğü", "Konteyner sorunu, adres alındı");
    await expect(ayse.note("Görüşmeniz başka bir birime aktarıldı")).toBeVisible();
    await expect(ayse.place).toBeVisible();
    await expect(deniz.composer).toBeHidden();
    await ece.take("Sokağımızdaki konteyner dolu");
    await expect(ece.message(/Deniz Yılmaz aktardı: Temizlik İşleri Müdürlüğü: Konteyner sorunu/)).toBeVisible();
    await ece.say("Temizlikten Ece");
    await expect(ayse.message("Temizlikten Ece")).toBeVisible();
    await expect(ayse.frame.getByText("Konteyner sorunu")).toHaveCount(0);
  });

  await test.step("to a colleague", async () => {
    await ece.transfer("Deniz Yılmaz");
    await deniz.list("Benim");
    await deniz.row("Temizlikten Ece").click();
    await deniz.say("Yeniden Deniz");
    await expect(ayse.message("Yeniden Deniz")).toBeVisible();
    await expect(ece.composer).toBeHidden();
  });

  await test.step("back to the queue, and to a second agent", async () => {
    await deniz.more("Sıraya geri bırak");
    await expect(deniz.page.getByText("Görüşme sıraya geri bırakıldı.")).toBeVisible();
    await expect(ayse.note("Temsilci görüşmeden ayrıldı")).toBeVisible();
    await ece.take("Yeniden Deniz");
    await ece.say("Ben devam ediyorum");
    await expect(ayse.message("Ben devam ediyorum")).toBeVisible();
  });

  await test.step("what was resolved by mistake is undone", async () => {
    await ece.conversation.getByRole("button", { name: "Çözüldü" }).click();
    await expect(ayse.note("Görüşme tamamlandı").last()).toBeVisible();
    await ece.page.getByRole("button", { name: "Geri al" }).click();
    await expect(ayse.note("Görüşme yeniden açıldı")).toBeVisible();
    await expect(ece.message("Ece Kaya görüşmeyi yeniden açtı")).toBeVisible();
    await expect(ece.composer).toBeVisible();
    await ece.say("Yanlışlıkla kapattım");
    await expect(ayse.message("Yanlışlıkla kapattım")).toBeVisible();
  });
});

test("of two agents who take the same conversation one has it, and the other sees who", async ({ stage }) => {
  const matters = ["Aynı anda alınan ilk görüşme", "Aynı anda alınan ikinci görüşme", "Aynı anda alınan üçüncü görüşme"];
  const agents = [await stage.agent("deniz"), await stage.agent("ece")];
  const [deniz, ece] = agents as [(typeof agents)[0], (typeof agents)[0]];
  for (const matter of matters) {
    const ayse = await stage.waiting(matter);
    for (const agent of agents) {
      await agent.list("Bekleyen");
      await agent.row(matter).click();
      await expect(agent.message(matter)).toBeVisible();
    }
    await Promise.allSettled(agents.map((agent) => agent.takeOver.click({ timeout: 10_000 })));
    await expect.poll(async () => [await deniz.composer.isVisible(), await ece.composer.isVisible()].filter(Boolean)).toHaveLength(1);
    const denizHasIt = await deniz.composer.isVisible();
    const [owner, other, name] = denizHasIt ? [deniz, ece, "Deniz Yılmaz"] : [ece, deniz, "Ece Kaya"];
    await expect(other.conversation.getByText(`Bu görüşmeyi ${name} yürütüyor.`)).toBeVisible();
    await expect(other.composer).toBeHidden();
    await owner.say(`Ben ${name}`);
    await expect(ayse.message(`Ben ${name}`)).toBeVisible();
    await expect(ayse.note(/görüşmeye katıldı/)).toHaveCount(1);
    await expect(owner.composer).toBeVisible();
  }
});
