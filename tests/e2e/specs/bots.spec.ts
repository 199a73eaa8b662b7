import { expectAccessible } from "../accessible.js";
import { Bot } from "../bot.js";
import { Hub } from "../hub.js";
import { expect, test as plain } from "../stage.js";

/** A hub whose conversations are a bot's from outside, made with botbuilder and in a process of its own. */
const test = plain.extend<object, { bot: Bot }>({
  bot: [
    async ({ hubOf }, use) => {
      const bot = await Bot.reserve("botbuilder");
      await bot.start();
      await use(bot);
      await bot.stop();
      void hubOf;
    },
    { scope: "worker" },
  ],
  hub: [
    async ({ bot }, use) => {
      const hub = await Hub.start(bot.settings(0, "deneme", { TurnTime: "00:01:00" }));
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

test.use({ hubOf: "bots" });

test("a citizen talks to a bot from outside, presses its buttons, and gets a person whom it does not talk over", async ({ stage, bot }) => {
  const ayse = await stage.citizen();
  await ayse.open();

  await test.step("it greets, and shows a card with buttons", async () => {
    await ayse.say("card");
    await expect(ayse.message("Hoş geldiniz")).toBeVisible();
    await expect(ayse.log.getByText("Hava durumu")).toBeVisible();
    await expect(ayse.log.getByRole("link", { name: /Harita/ })).toHaveAttribute("href", "https://harita.example/mersin");
    await expect(ayse.log.getByText("Kötü")).toHaveCount(0);
  });

  await test.step("a button says what it means, and the bot gets its value", async () => {
    await ayse.log.getByRole("button", { name: "Yarın" }).click();
    await expect(ayse.message("Yankı: yarın nasıl")).toBeVisible();
    await ayse.log.getByRole("button", { name: "Haftalık" }).click();
    await expect(ayse.message(/value {"days":7}/)).toBeVisible();
  });

  await test.step("an answer is written before their eyes", async () => {
    await ayse.say("stream");
    await expect(ayse.frame.locator(".writing")).toHaveText("Su");
    await bot.tell("open/stream");
    await expect(ayse.message(/Su kesintisi 17.00/)).toBeVisible();
    await expect(ayse.frame.locator(".writing")).toHaveCount(0);
  });

  await test.step("it changes a message, and takes one back", async () => {
    await ayse.say("update");
    await expect(ayse.message("Son hali")).toBeVisible();
    await expect(ayse.message("Taslak")).toHaveCount(0);
    await ayse.say("delete");
    await expect(ayse.message("Sildim")).toBeVisible();
    await expect(ayse.message("Yanlışlıkla")).toHaveCount(0);
  });

  await test.step("while it still thinks, the citizen asks for a person, and its late answer never shows", async () => {
    const deniz = await stage.agent("deniz");
    await deniz.become("Müsait");
    await ayse.say("late");
    await expect(ayse.message("late")).toBeVisible();
    await ayse.person.click();
    await expect(deniz.offer).toBeVisible();
    await deniz.accept();
    await expect(ayse.note("Deniz Yılmaz görüşmeye katıldı")).toBeVisible();
    await expect(deniz.log.getByText("Hava durumu")).toBeVisible();

    await bot.tell("open/late");
    await deniz.say("Merhaba, ben Deniz");

    await expect(ayse.message("Merhaba, ben Deniz")).toBeVisible();
    const refused = async (): Promise<string[]> => ((await bot.tell("refused")) as { refused: string[] }).refused;
    await expect.poll(refused).toContain("403 late");
    await expect(ayse.message("Geç kalan yanıt")).toHaveCount(0);
    await expect(deniz.message("Geç kalan yanıt")).toHaveCount(0);
    await expect(ayse.log.getByRole("button", { name: "Haftalık" })).toBeDisabled();
  });
});

test("a citizen fills in a bot's form, sends it a file and gets files of its", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.open();

  await test.step("what is missing is said by the field, which then has the focus", async () => {
    await ayse.say("apply");
    await ayse.log.getByLabel("Kaç çukur").fill("3");
    await ayse.log.getByRole("button", { name: "Bildir" }).click();
    await expect(ayse.log.getByText("Sokağı yazın")).toBeVisible();
    await expect(ayse.log.getByLabel("Cadde ya da sokak")).toBeFocused();
    await expectAccessible(ayse.page);
  });

  await test.step("the bot gets what was filled in, and the timeline tells it in words", async () => {
    await ayse.log.getByLabel("Cadde ya da sokak").fill("Gül Sokak");
    await ayse.log.getByLabel("Derinliği").selectOption("Derin");
    await ayse.log.getByLabel("Ne zamandır").fill("2026-11-20");
    await ayse.log.getByLabel("Trafik için tehlikeli").check();
    await ayse.log.getByRole("button", { name: "Bildir" }).click();
    await expect(ayse.message(/"form":"pothole","street":"Gül Sokak","depth":"deep","many":"3","since":"2026-11-20","danger":"true"/)).toBeVisible();
    await expect(ayse.message(/Derinliği: Derin/)).toBeVisible();
    await ayse.log.getByRole("button", { name: "Vazgeç" }).click();
    await expect(ayse.message('value {"form":"none"} text none')).toBeVisible();
  });

  await test.step("a file goes to the bot, which fetches it", async () => {
    await ayse.frame.locator("input[type=file]").setInputFiles({ name: "çukur.txt", mimeType: "text/plain", buffer: Buffer.from("Burada bir çukur var.\n") });
    await ayse.frame.getByRole("button", { name: "Gönder", exact: true }).click();
    await expect(ayse.message("Aldım: çukur.txt, 23 bayt")).toBeVisible();
  });

  await test.step("files of the bot are pictures and files for the citizen, and for the agent who comes", async () => {
    await ayse.say("files");
    await expect(ayse.log.getByRole("img", { name: "kroki.png" })).toBeVisible();
    await expect(ayse.log.getByRole("link", { name: /makbuz.txt/ })).toHaveAttribute("href", /key=/);
    const deniz = await stage.agent("deniz");
    await deniz.become("Müsait");
    await ayse.person.click();
    await expect(deniz.offer).toBeVisible();
    await deniz.accept();
    await expect(deniz.log.getByRole("img", { name: "kroki.png" })).toBeVisible();
    await expect(deniz.log.getByText("Cadde ya da sokak: Gül Sokak")).toBeVisible();
  });
});
