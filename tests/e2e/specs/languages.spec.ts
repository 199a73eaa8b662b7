import { arabic, english } from "../pages/citizen.js";
import { expect, test } from "../stage.js";

test("a citizen changes the language in the panel, and the bot answers in it", async ({ stage }) => {
  const citizen = await stage.citizen();
  await citizen.open();
  await expect(citizen.frame.getByText("Merhaba! Size nasıl yardımcı olabilirim?")).toBeVisible();
  await citizen.speak("English", english);
  await expect(citizen.frame.getByText("Hello! How can I help you?")).toBeVisible();
  await expect(citizen.person).toBeVisible();
  await citizen.say("Where can I pay my water bill?");
  await expect(citizen.log.getByText("Digital assistant").first()).toBeVisible();
  await expect(citizen.message(/water bill/).last()).toBeVisible();
  await citizen.queue("Is anybody there?");
  await citizen.page.keyboard.press("Escape");
  await expect(citizen.launcher).toHaveAccessibleName("Live support: open the chat");
  await citizen.page.reload();
  await expect(citizen.launcher).toBeVisible();
});

test("the page's language is the panel's, even when the words of another one come late", async ({ stage }) => {
  const citizen = await stage.citizen();
  const englishCame = citizen.page.waitForResponse(/\/assets\/en-[^/]*\.js$/);
  await citizen.page.route(/\/assets\/tr-[^/]*\.js$/, async (route) => {
    await englishCame;
    await route.continue();
  });
  const turkishCame = citizen.page.waitForEvent("requestfinished", (request) => /\/assets\/tr-[^/]*\.js$/.test(request.url()));
  await citizen.page.getByRole("button", { name: "EN" }).click();
  await expect(citizen.launcher).toHaveAccessibleName("Live support: open the chat");
  citizen.words = english;
  await citizen.open();
  await turkishCame;
  await citizen.say("Hello");
  await expect(citizen.log.getByText("Digital assistant").first()).toBeVisible();
  await expect(citizen.panel.getByText("The digital assistant answers")).toBeVisible();
});

test("Arabic is laid out from right to left", async ({ stage }, info) => {
  const citizen = await stage.citizen();
  await citizen.open();
  const send = () => citizen.frame.getByRole("button", { name: citizen.words.send, exact: true });
  const left = async (place: ReturnType<typeof send>) => (await place.boundingBox())?.x ?? Number.NaN;
  expect(await left(send())).toBeGreaterThan(await left(citizen.composer));
  await citizen.speak("العربية", arabic);
  await expect(citizen.frame.locator(":root")).toHaveAttribute("dir", "rtl");
  await expect(citizen.frame.locator(":root")).toHaveAttribute("lang", "ar");
  expect(await left(send())).toBeLessThan(await left(citizen.composer));
  await citizen.say("مرحبا، أريد أن أسأل عن فاتورة الماء");
  await expect(citizen.log.getByText("المساعد الرقمي").first()).toBeVisible();
  const mine = citizen.message("مرحبا، أريد أن أسأل عن فاتورة الماء");
  const theirs = citizen.log.getByRole("paragraph").last();
  await expect(theirs).toBeVisible();
  const panel = await citizen.panel.boundingBox();
  const bubble = await mine.boundingBox();
  if (!panel || !bubble) throw new Error("The panel or the bubble is not on the screen.");
  // Own messages stand at the end of the line: on the left here.
  expect(bubble.x - panel.x).toBeLessThan(panel.x + panel.width - (bubble.x + bubble.width));
  await citizen.queue("أحتاج إلى موظف");
  await info.attach("arabic", { body: await citizen.page.screenshot(), contentType: "image/png" });
});

test("the desk speaks Turkish and English, and remembers which", async ({ stage }) => {
  const deniz = await stage.agent("deniz");
  const speak = async (language: string, waiting: RegExp) => {
    const kept = deniz.page.waitForResponse((response) => response.url().endsWith("/api/account/language"));
    await deniz.me.click();
    await deniz.page.getByRole("menuitemradio", { name: language }).click();
    await expect(deniz.page.getByRole("link", { name: waiting })).toBeVisible();
    // Others sign in to this account after this test; and a reload gives up what is on its way.
    expect((await kept).status()).toBe(204);
  };
  await expect(deniz.page.getByRole("link", { name: /Bekleyen/ })).toBeVisible();
  await speak("English", /Waiting/);
  await expect(deniz.page.locator(":root")).toHaveAttribute("lang", "en");
  await deniz.page.reload();
  await expect(deniz.page.getByRole("link", { name: /Waiting/ })).toBeVisible();
  await speak("Türkçe", /Bekleyen/);
});
