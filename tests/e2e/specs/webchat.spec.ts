import { readFile } from "node:fs/promises";
import { Hub } from "../hub.js";
import { Municipality } from "../municipality.js";
import { WebChat } from "../pages/webchat.js";
import { png } from "../png.js";
import { expect, test as base } from "../stage.js";
import { Wire } from "../wire.js";

const test = base.extend<{ ayse: WebChat }, { municipality: Municipality; hub: Hub; wire: Wire }>({
  municipality: [
    async ({ hubOf }, use) => {
      const municipality = await Municipality.found();
      await use(municipality);
      await municipality.close();
      void hubOf;
    },
    { scope: "worker" },
  ],
  hub: [
    async ({ municipality }, use) => {
      const hub = await Hub.start(municipality.settings);
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  // Between the municipality's visitors and the hub; the agents are on the inside.
  wire: [
    async ({ hub, municipality }, use) => {
      const wire = await Wire.to(Number(new URL(hub.address).port));
      await municipality.open(wire.address);
      await use(wire);
      await wire.end();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  ayse: async ({ stage, municipality, wire }, use) => {
    await use(await WebChat.visit(await stage.emptyPage(), municipality.address));
    void wire;
  },
});

test.use({ hubOf: "webchat" });

const picture = { name: "çukur.png", mimeType: "image/png", buffer: png(48, 32) };
const plan = { name: "çalışma planı.txt", mimeType: "text/plain", buffer: Buffer.from("Salı günü asfalt atılacak.\n") };

test("a citizen in Microsoft's Web Chat is answered by the bot and by a person, and a reload shows it again", async ({ stage, ayse }) => {
  await test.step("the greeting, the bot's answer and its buttons", async () => {
    await expect(ayse.message("Merhaba! Size nasıl yardımcı olabilirim?")).toBeVisible();
    await ayse.say("Su faturamı nasıl öderim?");
    await expect(ayse.bubbles.getByRole("strong").filter({ hasText: "Su faturamı nasıl öderim?" })).toBeVisible();
    await ayse.actions.getByText("Temsilciye bağlan").click();
    await expect(ayse.message("Temsilciye bağlan")).toHaveCount(1);
    await expect(ayse.message("Sizi bir temsilciye bağlıyoruz")).toBeVisible();
    await expect(ayse.actions).toHaveCount(0);
  });

  const deniz = await stage.agent("deniz");
  await test.step("a picture that goes with a message is at the desk, and the agent's file in the chat", async () => {
    await ayse.send("Sokağımdaki çukur", picture);
    await deniz.take("Sokağımdaki çukur");
    await expect.poll(() => deniz.log.getByRole("img", { name: "çukur.png" }).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(48);
    await expect.poll(() => ayse.bubbles.getByRole("img", { name: "çukur.png" }).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(48);
    await expect(ayse.message("Deniz Yılmaz görüşmeye katıldı")).toBeVisible();
    await deniz.conversation.locator("input[data-attach]").setInputFiles(plan);
    await deniz.say("Plan ekte");
    const link = ayse.bubbles.getByRole("link", { name: /çalışma planı\.txt/ });
    const [download] = await Promise.all([ayse.page.waitForEvent("download"), link.click()]);
    expect(download.suggestedFilename()).toBe(plan.name);
    expect((await readFile(await download.path())).equals(plan.buffer)).toBe(true);
  });

  await test.step("each sees that the other types", async () => {
    await deniz.composer.pressSequentially("Bakı");
    await expect(ayse.typing).toHaveCount(1);
    await deniz.say("Bakıyorum, hangi sokak?");
    await expect(ayse.message("Bakıyorum, hangi sokak?")).toBeVisible();
    await expect(ayse.typing).toHaveCount(0);
    await ayse.composer.pressSequentially("Gül");
    await expect(deniz.log.getByText("Vatandaş yazıyor")).toBeVisible();
    await ayse.say("Gül Sokak 5");
    await expect(deniz.message("Gül Sokak 5")).toBeVisible();
    await expect(deniz.log.getByText("Vatandaş yazıyor")).toBeHidden();
  });

  const seen = await ayse.lines();
  expect(seen[0]).toContain("Merhaba! Size nasıl yardımcı olabilirim?");
  await ayse.page.reload();
  await expect.poll(() => ayse.lines()).toEqual(seen);
  await ayse.say("Hâlâ buradayım");
  await expect(deniz.message("Hâlâ buradayım")).toHaveCount(1);
  await expect(ayse.message("Hâlâ buradayım")).toHaveCount(1);
});

test("Web Chat loses and doubles nothing when the network is cut and when the hub dies", async ({ stage, hub, wire, ayse }) => {
  // A start of the hub, and the waits between two tries to reconnect, are in it.
  test.setTimeout(480_000);
  const deniz = await stage.agent("deniz");
  await ayse.say("temsilci");
  await expect(ayse.message("Sizi bir temsilciye bağlıyoruz")).toBeVisible();
  await ayse.say("Kuyu suyu analizi");
  await deniz.take("Kuyu suyu analizi");
  const said = ["Kuyu suyu analizi"];

  await test.step("the network is cut and comes back", async () => {
    wire.cut();
    await ayse.say("Kesintide sordum");
    await deniz.say("Kesintide yazdım");
    await expect(deniz.message("Kesintide yazdım")).toBeVisible();
    await ayse.waitsUntil(ayse.sendAgain("Kesintide sordum"));
    await expect(ayse.message("Kesintide yazdım")).toHaveCount(0);
    wire.mend();
    await ayse.waitsUntil(ayse.message("Kesintide yazdım"));
    await ayse.sendAgain("Kesintide sordum").click();
    await expect(deniz.message("Kesintide sordum")).toHaveCount(1);
    said.push("Kesintide yazdım", "Kesintide sordum");
  });

  await test.step("the hub is killed while three messages are on their way, and starts again", async () => {
    const sent = [1, 2, 3].map((number) => `Ölürken mesaj ${number}`);
    for (const text of sent) await ayse.say(text);
    await hub.kill();
    await hub.run();
    await deniz.say("Yeniden buradayım");
    // What had been stored comes before it, and is then no message that did not go out.
    await ayse.waitsUntil(ayse.message("Yeniden buradayım"));
    await deniz.page.reload();
    await expect(deniz.message("Yeniden buradayım")).toBeVisible();
    for (const text of sent) {
      if (await deniz.message(text).count()) continue;
      await ayse.waitsUntil(ayse.sendAgain(text));
      await ayse.sendAgain(text).click();
      await expect(deniz.message(text)).toHaveCount(1);
    }
    await expect(ayse.feed.getByText("Gönderiliyor")).toHaveCount(0);
    said.push(...sent, "Yeniden buradayım");
  });

  // Only the hub knows which of the three it had stored: its order is everybody's.
  const staff = (await deniz.timeline()).flatMap((line) => said.filter((text) => line.includes(text)));
  expect(staff.toSorted()).toEqual(said.toSorted());
  await ayse.page.reload();
  await ayse.shows(staff);
});
