import type { Agent } from "../pages/agent.js";
import { Citizen } from "../pages/citizen.js";
import { expect, test } from "../stage.js";

test.use({ hubOf: "kill" });

const lost = { citizen: /Bağlantı koptu, yeniden bağlanılıyor/, agent: /Sunucuyla bağlantı koptu, yeniden bağlanılıyor/ };

/** Each of the texts once, in this order. */
async function expectInOrder(screen: Citizen | Agent, texts: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await screen.timeline()).flatMap((line) => texts.filter((text) => line.includes(text))))
    .toEqual(texts);
}

test("a hub that dies and comes back loses, doubles and disorders nothing", async ({ stage, hub }) => {
  // Two starts of the hub and the waits between two tries to reconnect are in it.
  test.setTimeout(480_000);
  const [deniz, ayse] = [await stage.agent("deniz"), await stage.waiting("Kuyu suyu analizi")];
  await deniz.take("Kuyu suyu analizi");
  await deniz.say("Buyurun sizi dinliyorum");
  await expect(ayse.message("Buyurun sizi dinliyorum")).toBeVisible();
  const said = ["Buyurun sizi dinliyorum"];

  for (const round of ["birinci", "ikinci"]) {
    // Three on their way at the very moment, one written while nobody listens, one half written.
    const sent = [1, 2, 3, 4].map((number) => `${round} turda mesaj ${number}`);
    for (const text of sent.slice(0, 3)) {
      await ayse.composer.fill(text);
      await ayse.composer.press("Enter");
    }
    await hub.kill();
    await expect(ayse.panel.getByText(lost.citizen)).toBeVisible();
    await expect(deniz.page.getByText(lost.agent)).toBeVisible();
    await ayse.say(sent[3] ?? "");
    await expect(ayse.log.getByText("Gönderiliyor").last()).toBeVisible();
    await ayse.composer.fill("yarım kalan cüm");
    await deniz.say(`${round} turda yanıt`);
    await expectInOrder(ayse, [...said, ...sent]);

    await hub.run();
    await expect(ayse.panel.getByText(lost.citizen)).toBeHidden();
    await expect(deniz.page.getByText(lost.agent)).toBeHidden();
    await expect(ayse.composer).toHaveValue("yarım kalan cüm");
    await ayse.composer.fill("");
    await expect(ayse.log.getByText("Gönderiliyor")).toHaveCount(0);
    await expect(deniz.log.getByText("Gönderiliyor")).toHaveCount(0);
    await expect(ayse.message(`${round} turda yanıt`)).toBeVisible();
    await expectInOrder(deniz, [...said, ...sent].filter((text) => !text.endsWith("yanıt")));
    said.push(...sent);
  }

  const [seen, staff] = [await ayse.timeline(), await deniz.timeline()];
  for (const text of [...said, "birinci turda yanıt", "ikinci turda yanıt"]) {
    expect(seen.filter((line) => line.includes(text))).toHaveLength(1);
    expect(staff.filter((line) => line.includes(text))).toHaveLength(1);
  }
  await Promise.all([ayse.page.reload(), deniz.page.reload()]);
  await expect.poll(() => ayse.timeline()).toEqual(seen);
  await expect.poll(() => deniz.timeline()).toEqual(staff);
});

test("what was written offline outlives the tab, and is sent once by the next one", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.open();
  await ayse.say("Çevrimiçiyken yazdım");
  await expect(ayse.log.getByText("Gönderildi")).toBeVisible();
  const context = ayse.page.context();
  await context.setOffline(true);
  await ayse.say("Bağlantı yokken yazdım");
  await expect(ayse.log.getByText("Gönderiliyor")).toBeVisible();
  await ayse.page.close();

  await context.setOffline(false);
  const again = await Citizen.visit(context, stage.hub.address);
  await again.open();
  await expect(again.message("Bağlantı yokken yazdım")).toHaveCount(1);
  await expect(again.log.getByText("Gönderiliyor")).toHaveCount(0);
  await expectInOrder(again, ["Çevrimiçiyken yazdım", "Bağlantı yokken yazdım"]);
});
