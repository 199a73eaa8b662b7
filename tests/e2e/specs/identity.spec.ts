import { expect, test } from "../stage.js";

test("whom the site has signed in is known by name at the desk, as verified, and finds the conversation on another device", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.identify("yv-4417", "Ayşe Yıldırım");
  await ayse.open();
  await ayse.queue("Adımı söylemeden yazıyorum");
  const deniz = await stage.agent("deniz");
  await deniz.take("Adımı söylemeden yazıyorum");
  await expect(deniz.conversation.getByRole("heading", { name: /Ayşe Yıldırım.*Doğrulandı/ })).toBeVisible();
  const typing = deniz.log.getByText("Ayşe Yıldırım yazıyor");
  // Keys as a person presses them, a burst and then thinking: nothing but what was typed may make the desk say so.
  await expect(typing).toBeHidden();
  await ayse.composer.pressSequentially("Bir de", { delay: 120 });
  await expect(typing).toBeVisible();
  await ayse.composer.clear();
  await expect(typing).toBeHidden();
  await deniz.say("Merhaba Ayşe Hanım");
  await expect(ayse.message("Merhaba Ayşe Hanım")).toBeVisible();

  const phone = await stage.citizen();
  await phone.identify("yv-4417", "Ayşe Yıldırım");
  await phone.open();
  await expect(phone.message("Merhaba Ayşe Hanım")).toBeVisible();
  await phone.say("Telefondan devam ediyorum");
  await expect(ayse.message("Telefondan devam ediyorum")).toHaveCount(1);
  await expect(deniz.message("Telefondan devam ediyorum")).toHaveCount(1);
});
