import { Citizen } from "../pages/citizen.js";
import { expect, test } from "../stage.js";

test("two tabs of a citizen show one conversation, and what is unread", async ({ stage }) => {
  const first = await stage.citizen();
  await first.open();
  await first.say("İki sekmeden soruyorum");
  await expect(first.log.getByText("Dijital asistan").first()).toBeVisible();

  const second = await Citizen.visit(first.page.context(), stage.hub.address);
  await second.open();
  await expect(second.message("İki sekmeden soruyorum")).toHaveCount(1);
  await second.say("Bu ikinci sekmeden");
  await expect(first.message("Bu ikinci sekmeden")).toHaveCount(1);
  await first.say("Bu birinci sekmeden");
  await expect(second.message("Bu birinci sekmeden")).toHaveCount(1);
  await second.queue("İki sekmeden bekliyorum");
  await expect(first.place).toBeVisible();

  const deniz = await stage.agent("deniz");
  await deniz.take("İki sekmeden bekliyorum");
  await deniz.say("Buyurun");
  await expect(first.message("Buyurun")).toHaveCount(1);
  await expect(second.message("Buyurun")).toHaveCount(1);
  await expect(async () => expect(await second.timeline()).toEqual(await first.timeline())).toPass();

  await test.step("closed panels count what comes, and opening one clears both", async () => {
    for (const tab of [first, second]) {
      await tab.composer.press("Escape");
      await expect(tab.panel).toBeHidden();
    }
    await deniz.say("Orada mısınız?");
    for (const tab of [first, second]) await expect(tab.launcher).toHaveAccessibleName("Canlı destek: sohbeti aç, 1 okunmamış mesaj");
    await first.open();
    await expect(second.launcher).toHaveAccessibleName("Canlı destek: sohbeti aç");
  });

  await test.step("the other tab goes on when one is closed", async () => {
    await first.page.close();
    await second.open();
    await second.say("Buradayım");
    await expect(deniz.message("Buradayım")).toHaveCount(1);
    await expect(second.message("Orada mısınız?")).toHaveCount(1);
  });
});
