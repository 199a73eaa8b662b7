import { expect, test } from "../exchange.js";
import type { Agent } from "../pages/agent.js";

// Time enough to wrap up on the slowest machine.
test.use({ hubOf: "calls", peers: ["--Routing:WrapUp=00:05:00"] });

const pop = (agent: Agent) => agent.page.getByRole("alert", { name: "Telefonunuz çalıyor" });
const bar = (agent: Agent) => agent.page.getByRole("region", { name: "Telefon görüşmesi" });

test("the call of a citizen who chats pops up in that chat, is answered, and is written down in it", async ({ stage, pbx }) => {
  const matter = "Sokak lambası yanmıyor";
  const ayse = await stage.citizen();
  await ayse.identify("yv-7001", "Ayşe Yıldırım", { phone: "+905321234567" });
  await ayse.open();
  await ayse.queue(matter);
  const deniz = await stage.agent("deniz");
  await deniz.take(matter);
  await deniz.list("Bekleyen");

  const caller = pbx.rings("05321234567");
  const leg = pbx.offers(caller, "1001");
  await expect(pop(deniz)).toContainText("Ayşe Yıldırım");
  await expect(pop(deniz)).toContainText("0 532 123 45 67");
  await expect(pop(deniz)).toContainText("Doğrulandı");
  await deniz.page.keyboard.press("o");
  await expect(deniz.message(matter)).toBeVisible();
  await expect(deniz.log.getByText("Gelen arama", { exact: true })).toBeVisible();

  pbx.answers(caller, leg);
  await expect(pop(deniz)).toBeHidden();
  await expect(bar(deniz)).toContainText("Görüşmede");
  await expect(deniz.me).toHaveAccessibleName(/, Telefonda/);
  await expect(ayse.log.getByText("Gelen arama")).toHaveCount(0);

  pbx.hangsUp(leg, caller);
  await expect(bar(deniz)).toContainText("Çağrı sonrası işlem");
  await bar(deniz).getByRole("textbox", { name: "Çağrı notu" }).fill("Arıza kaydı açıldı, ekip yarın bakacak");
  await bar(deniz).getByRole("button", { name: "talep alındı" }).click();
  await bar(deniz).getByRole("button", { name: "Kaydet ve bitir" }).click();
  await expect(bar(deniz)).toBeHidden();
  await expect(deniz.log.getByRole("listitem").filter({ hasText: "Gelen arama" }).filter({ hasText: "Arıza kaydı açıldı, ekip yarın bakacak" }).first()).toBeVisible();
  await expect(deniz.page.getByRole("button", { name: /talep alındı/ })).toBeVisible();
  await expect(deniz.me).toHaveAccessibleName(/, Müsait/);
});

test("a call that another answers leaves the screen, and one that nobody answers waits to be called back by a click", async ({ stage, pbx }) => {
  const [deniz, ece] = [await stage.agent("deniz"), await stage.agent("ece")];
  await deniz.become("Meşgul");
  await ece.become("Meşgul");
  await test.step("both phones ring, and one answers", async () => {
    const caller = pbx.rings("05339998877");
    const [first, second] = [pbx.offers(caller, "1001"), pbx.offers(caller, "1002")];
    await expect(pop(deniz)).toContainText("0 533 999 88 77");
    await expect(pop(ece)).toContainText("0 533 999 88 77");
    pbx.answers(caller, second);
    await expect(pop(deniz)).toBeHidden();
    await expect(bar(ece)).toContainText("Görüşmede");
    pbx.hangsUp(first, second, caller);
    await bar(ece).getByRole("button", { name: "Bitir" }).click();
    await expect(bar(ece)).toBeHidden();
  });

  await test.step("two calls in vain are one task", async () => {
    const first = pbx.rings("05341112233");
    const leg = pbx.offers(first, "1001");
    await expect(pop(deniz)).toBeVisible();
    pbx.givesUp(first, leg);
    await expect(pop(deniz)).toBeHidden();
    await deniz.list("Bekleyen");
    await expect(deniz.row("0 534 111 22 33")).toContainText("1 cevapsız arama");
    pbx.givesUp(pbx.rings("05341112233"));
    await expect(deniz.row("0 534 111 22 33")).toContainText("2 cevapsız arama");
    await expect(deniz.row("0 534 111 22 33")).toHaveCount(1);
  });

  await test.step("and done once the citizen is reached", async () => {
    await deniz.row("0 534 111 22 33").click();
    await deniz.conversation.getByRole("button", { name: "Ara: 0 534 111 22 33" }).click();
    await expect(bar(deniz)).toContainText("Telefonunuz çalıyor");
    await expect.poll(() => pbx.last("Originate")?.["Exten"]).toBe("05341112233");
    const legs = pbx.pickedUp();
    await expect(bar(deniz)).toContainText("Vatandaş aranıyor");
    pbx.reached(legs);
    await expect(bar(deniz)).toContainText("Görüşmede");
    await expect(deniz.row("0 534 111 22 33")).toBeHidden();
    await expect(deniz.composer).toBeVisible();
    pbx.hangsUp(legs.citizen, legs.agent);
    await bar(deniz).getByRole("button", { name: "Bitir" }).click();
    await expect(deniz.log.getByText("Giden arama", { exact: true })).toBeVisible();
  });
});

test("who wraps up a call goes on with it after the hub was killed", async ({ stage, pbx, hub }) => {
  const deniz = await stage.agent("deniz");
  const caller = pbx.rings("05355556677");
  const leg = pbx.offers(caller, "1001");
  await expect(pop(deniz)).toBeVisible();
  pbx.answers(caller, leg);
  await expect(bar(deniz)).toContainText("Görüşmede");
  pbx.hangsUp(leg, caller);
  await expect(bar(deniz)).toContainText("Çağrı sonrası işlem");
  const note = bar(deniz).getByRole("textbox", { name: "Çağrı notu" });
  await note.fill("Yarın aranacak");

  await hub.kill();
  const lost = deniz.page.getByText(/Sunucuyla bağlantı koptu, yeniden bağlanılıyor/);
  await expect(lost).toBeVisible();
  await hub.run();
  await expect(lost).toBeHidden();
  await expect(note).toHaveValue("Yarın aranacak");
  await deniz.page.reload();
  await expect(bar(deniz)).toContainText("Çağrı sonrası işlem");
  await expect(deniz.me).toHaveAccessibleName(/, Çağrı sonrası/);
  await note.fill("Yarın aranacak");
  await bar(deniz).getByRole("button", { name: "Kaydet ve bitir" }).click();
  await expect(bar(deniz)).toBeHidden();
  await expect(deniz.me).toHaveAccessibleName(/, Müsait/);
});

test("on a phone a call pops up, and is written down, within the screen", async ({ stage, pbx }) => {
  const ece = await stage.agent("ece", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  // Without offers, which lie over the screen too.
  await ece.become("Meşgul");
  const caller = pbx.rings("05367778899");
  const leg = pbx.offers(caller, "1002");
  await expect(pop(ece)).toContainText("0 536 777 88 99");
  await expect(pop(ece)).toBeInViewport({ ratio: 1 });
  pbx.answers(caller, leg);
  await expect(bar(ece)).toContainText("Görüşmede");
  pbx.hangsUp(leg, caller);
  await bar(ece).getByRole("textbox", { name: "Çağrı notu" }).fill("Adres yeniden sorulacak");
  const save = bar(ece).getByRole("button", { name: "Kaydet ve bitir" });
  await expect(save).toBeInViewport({ ratio: 1 });
  expect(await ece.page.locator(":root").evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0);
  await save.tap();
  await expect(bar(ece)).toBeHidden();
});
