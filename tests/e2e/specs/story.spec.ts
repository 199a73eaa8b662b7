import { expect, test } from "../stage.js";

test.use({ hubOf: "story" });

test("a citizen asks, the bot answers, an agent takes over, resolves, and is rated", async ({ stage }) => {
  const deniz = await stage.agent("deniz");
  const ayse = await stage.citizen();

  await test.step("the bot answers, and a quick reply says what it promises", async () => {
    await ayse.open();
    await ayse.say("Su faturamı nereden ödeyebilirim?");
    await expect(ayse.message("Su faturamı nereden ödeyebilirim?")).toBeVisible();
    await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
    await expect(ayse.quickReplies.first()).toBeVisible();
    const reply = await ayse.quickReplies.first().innerText();
    await ayse.quickReplies.first().click();
    await expect(ayse.message(reply).last()).toBeVisible();
  });

  await test.step("the citizen asks for a person and sees the place in the queue", async () => {
    await ayse.person.click();
    await expect(ayse.place).toHaveText("Sıradaki yeriniz: 1");
    await expect(ayse.person).toBeHidden();
  });

  await test.step("who is available is offered the conversation and accepts", async () => {
    const lists = deniz.page.getByRole("navigation", { name: "Listeler" });
    const before = await lists.boundingBox();
    await deniz.become("Müsait");
    await expect(deniz.offer).toBeVisible();
    // An offer comes unasked: nothing may move under the pointer because of it.
    expect(await lists.boundingBox()).toEqual(before);
    await deniz.accept();
    await expect(ayse.note("Deniz Yılmaz görüşmeye katıldı")).toBeVisible();
    await expect(ayse.panel.getByText("Deniz Yılmaz ile görüşüyorsunuz")).toBeVisible();
    await expect(deniz.message("Su faturamı nereden ödeyebilirim?")).toBeVisible();
  });

  await test.step("each sees that the other types", async () => {
    await deniz.composer.pressSequentially("Merh");
    await expect(ayse.panel.getByText("Deniz Yılmaz yazıyor")).toBeVisible();
    await ayse.composer.pressSequentially("Abone");
    await expect(deniz.log.getByText("Vatandaş yazıyor")).toBeVisible();
  });

  await test.step("messages arrive both ways, in order, and are marked as read", async () => {
    await deniz.say("Merhaba, abone numaranız nedir?");
    await expect(ayse.message("Merhaba, abone numaranız nedir?")).toBeVisible();
    await ayse.say("Abone numaram 1234567");
    await ayse.say("Adım Ayşe");
    await expect(deniz.message("Adım Ayşe")).toBeVisible();
    await deniz.say("Teşekkürler Ayşe Hanım");
    await expect(ayse.message("Teşekkürler Ayşe Hanım")).toBeVisible();
    for (const screen of [ayse, deniz]) {
      const order = (await screen.timeline()).join("\n");
      const places = ["abone numaranız nedir", "Abone numaram 1234567", "Adım Ayşe", "Teşekkürler Ayşe"].map((text) => order.indexOf(text));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(-1);
    }
    await deniz.page.bringToFront();
    await expect(ayse.log.getByText("Okundu")).toBeVisible();
    await ayse.page.bringToFront();
    await expect(deniz.log.getByText("Okundu").last()).toBeVisible();
    await expect(deniz.log.getByText("Gönderildi")).toHaveCount(0);
  });

  await test.step("a note stays among staff, a canned answer goes out", async () => {
    await deniz.note("Borç sorgusu bekleniyor");
    await expect(deniz.message("Borç sorgusu bekleniyor")).toBeVisible();
    await deniz.composer.pressSequentially("/numara");
    await deniz.page.getByRole("option", { name: /Başvuru numarası/ }).click();
    await expect(deniz.composer).toHaveValue(/Görüşme numaranız \d+\./);
    await deniz.composer.press("Enter");
    await expect(ayse.message(/Görüşme numaranız \d+\. Bu numarayla/)).toBeVisible();
    await expect(ayse.frame.getByText("Borç sorgusu bekleniyor")).toHaveCount(0);
  });

  await test.step("the agent resolves, the citizen rates, and the desk shows it", async () => {
    await deniz.conversation.getByRole("button", { name: "Çözüldü" }).click();
    await ayse.frame.getByRole("radio", { name: "5 üzerinden 5: Çok iyi" }).check({ force: true });
    await ayse.frame.getByRole("textbox", { name: "Eklemek istedikleriniz (isteğe bağlı)" }).fill("Çok hızlıydı");
    await ayse.frame.getByRole("button", { name: "Değerlendir" }).click();
    await expect(ayse.frame.getByText("Teşekkür ederiz, değerlendirmeniz bize ulaştı.")).toBeVisible();
    await expect(deniz.message("Memnuniyet: 5 üzerinden 5: Çok hızlıydı")).toBeVisible();
  });

  await test.step("both read exactly the same after a reload", async () => {
    const [before, staffBefore] = [await ayse.timeline(), await deniz.timeline()];
    expect(before.length).toBeGreaterThan(10);
    expect(staffBefore.length).toBeGreaterThan(12);
    await Promise.all([ayse.page.reload(), deniz.page.reload()]);
    await expect.poll(() => ayse.timeline()).toEqual(before);
    await expect.poll(() => deniz.timeline()).toEqual(staffBefore);
    await expect(ayse.frame.getByText("Teşekkür ederiz, değerlendirmeniz bize ulaştı.")).toBeVisible();
  });
});
