import { readFile } from "node:fs/promises";
import { expect, type Locator } from "@playwright/test";
import { png } from "../png.js";
import { test } from "../stage.js";

const picture = { name: "çukur.png", mimeType: "image/png", buffer: png(480, 320) };
const letter = { name: "dilekçe.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF") };
const plan = { name: "çalışma planı.txt", mimeType: "text/plain", buffer: Buffer.from("Salı günü asfalt atılacak.\n") };

const isDrawn = (image: Locator) => image.evaluate((element: HTMLImageElement) => element.complete && element.naturalWidth > 0);

test("a citizen sends a picture and a letter, the agent answers with a file, and nobody else gets them", async ({ stage }) => {
  const citizen = await stage.waiting("Sokakta çukur var");
  const agent = await stage.agent("deniz");
  await agent.take("Sokakta çukur var");

  await citizen.frame.locator("input[type=file]").setInputFiles([picture, letter]);
  const tray = citizen.frame.getByRole("list", { name: "Eklenecek dosyalar" });
  await expect(tray.getByRole("listitem")).toHaveCount(2);
  await citizen.say("Resim ve dilekçe ekte");

  const seen = agent.log.getByRole("img", { name: "çukur.png" });
  await expect.poll(() => isDrawn(seen)).toBe(true);
  await expect(agent.log.getByRole("link", { name: /dilekçe\.pdf/ })).toBeVisible();
  const own = citizen.log.getByRole("img", { name: "çukur.png" });
  await expect.poll(() => isDrawn(own)).toBe(true);
  await expect(tray).toBeHidden();

  await agent.conversation.locator("input[data-attach]").setInputFiles(plan);
  await agent.say("Plan ekte");
  const link = citizen.log.getByRole("link", { name: /çalışma planı\.txt/ });
  await expect(agent.conversation.getByRole("list", { name: "Eklenecek dosyalar" })).toBeHidden();
  const [download] = await Promise.all([citizen.page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("çalışma planı.txt");
  expect((await readFile(await download.path())).equals(plan.buffer)).toBe(true);

  // A stranger at the desk's address, and a colleague of another department.
  const address = await seen.getAttribute("src");
  const stranger = await stage.emptyPage();
  expect((await stranger.request.get(`${stage.hub.address}${address}`)).status()).toBe(401);
  expect((await agent.page.request.get(`${stage.hub.address}${address}`)).status()).toBe(200);
  expect((await stranger.request.get(`${stage.hub.address}/api/visitor/files?key=forged`)).status()).toBe(404);
});

test("what can't be sent says why, in the citizen's language, and can be taken away", async ({ stage }) => {
  const citizen = await stage.citizen();
  await citizen.open();
  await citizen.frame.locator("input[type=file]").setInputFiles([
    { name: "kurulum.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ\u0090\u0000\u0003") },
    { name: "boş.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) },
  ]);

  await expect(citizen.frame.getByText("Bu tür gönderilemez")).toBeVisible();
  await expect(citizen.frame.getByText("Dosya boş")).toBeVisible();
  await citizen.frame.getByRole("button", { name: "boş.txt dosyasını kaldır" }).click();
  await expect(citizen.frame.getByText("Dosya boş")).toBeHidden();
  await citizen.say("Yalnızca sözcükler");
  await expect(citizen.message("Yalnızca sözcükler")).toBeVisible();
  await expect(citizen.frame.getByText("Bu tür gönderilemez")).toBeVisible();
});

test("a picture waits for the network with its message, and is there once", async ({ stage }) => {
  const citizen = await stage.citizen();
  await citizen.open();
  await citizen.frame.locator("input[type=file]").setInputFiles(letter);
  await citizen.say("Merhaba");
  await expect(citizen.log.getByRole("link", { name: /dilekçe\.pdf/ })).toBeVisible();
  await citizen.page.context().setOffline(true);
  await citizen.frame.locator("input[type=file]").setInputFiles(picture);
  await citizen.say("Bağlantı yokken");
  await expect(citizen.note("Gönderiliyor").last()).toBeVisible();

  await citizen.page.context().setOffline(false);

  await expect.poll(() => isDrawn(citizen.log.getByRole("img", { name: "çukur.png" }))).toBe(true);
  await expect(citizen.message("Bağlantı yokken")).toHaveCount(1);
});
