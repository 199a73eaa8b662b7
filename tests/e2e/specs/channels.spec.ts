import { expect, test as withExchange } from "../exchange.js";
import { mailServers, type MailPeers } from "../mail.js";

const test = withExchange.extend<object, { mail: MailPeers }>({
  mail: mailServers,
  peers: [async ({ mail }, use) => use(mail.settings), { scope: "worker" }],
});

test.use({ hubOf: "channels" });

test("a citizen chats, calls and writes a mail, and one agent answers all of it from one screen", async ({ stage, pbx, mail }) => {
  const matter = "Sokağımızdaki rögar kapağı kırık";
  const ayse = await stage.citizen();
  const deniz = await stage.agent("deniz");

  await test.step("chat", async () => {
    await ayse.identify("yv-8001", "Ayşe Yıldırım", { phone: "+905321234567", email: mail.citizen });
    await ayse.open();
    await ayse.queue(matter);
    await deniz.take(matter);
    await deniz.say("Hangi sokak?");
    await expect(ayse.message("Hangi sokak?")).toBeVisible();
  });

  const address = deniz.page.url();
  await test.step("a call while the chat goes on pops up, and is in that conversation", async () => {
    await deniz.list("Bekleyen");
    const caller = pbx.rings("05321234567");
    const leg = pbx.offers(caller, "1001");
    const pop = deniz.page.getByRole("alert", { name: "Telefonunuz çalıyor" });
    await expect(pop).toContainText("Ayşe Yıldırım");
    await deniz.page.keyboard.press("o");
    await expect(deniz.message(matter)).toBeVisible();
    expect(deniz.page.url().split("/").at(-1)).toBe(address.split("/").at(-1));
    pbx.answers(caller, leg);
    await expect(pop).toBeHidden();
    pbx.hangsUp(leg, caller);
    const bar = deniz.page.getByRole("region", { name: "Telefon görüşmesi" });
    await bar.getByRole("textbox", { name: "Çağrı notu" }).fill("Adres: Gül Sokak 5");
    await bar.getByRole("button", { name: "Kaydet ve bitir" }).click();
    await expect(deniz.log.getByText("Adres: Gül Sokak 5")).toBeVisible();
  });

  await test.step("a mail later is in it too", async () => {
    await mail.write("Rögar kapağının fotoğrafı", "Kapağın yerini tarif edeyim: köşedeki bakkalın önü.");
    await expect(deniz.message("Kapağın yerini tarif edeyim: köşedeki bakkalın önü.")).toBeVisible();
    await expect(deniz.message("Rögar kapağının fotoğrafı")).toBeVisible();
  });

  await test.step("the mail is answered by mail, the chat in the chat", async () => {
    await deniz.mail("Ekibimiz yarın sabah orada olacak.");
    await expect.poll(async () => (await mail.received()).length).toBe(1);
    const [letter = ""] = await mail.received();
    expect(await stage.hub.parse(letter)).toMatchObject({
      subject: expect.stringContaining("Rögar kapağının fotoğrafı"), text: expect.stringContaining("Ekibimiz yarın sabah orada olacak."), to: [{ address: mail.citizen }],
    });
    await deniz.say("Size e-posta ile de yazdım.");
    await expect(ayse.message("Size e-posta ile de yazdım.")).toBeVisible();
    await expect(ayse.log.getByText("Ekibimiz yarın sabah orada olacak.")).toHaveCount(0);
  });

  await test.step("one timeline holds all three, in the order in which they came", async () => {
    const read = (await deniz.timeline()).join("\n");
    const places = [matter, "Hangi sokak?", "Gelen arama", "Adres: Gül Sokak 5", "Kapağın yerini tarif edeyim", "Ekibimiz yarın sabah", "Size e-posta ile de yazdım."].map((text) => read.indexOf(text));
    expect(places[0]).toBeGreaterThan(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await deniz.list("Tümü");
    await expect(deniz.page.getByRole("listbox").getByRole("option")).toHaveCount(1);
  });
});
