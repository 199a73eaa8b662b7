import type { Citizen } from "../pages/citizen.js";
import { expect, test } from "../exchange.js";

test.use({ hubOf: "merge" });

const phone = "0532 765 43 21";

/** Writes on and on, whatever becomes of the conversation meanwhile, until told to stop; answers what was said, in order. */
function writing(citizen: Citizen, who: string): { stop(): Promise<string[]>; lines: string[] } {
  const lines: string[] = [];
  let going = true;
  const done = (async () => {
    for (let n = 1; going; n++) {
      const line = `${who} söz ${String(n).padStart(3, "0")}`;
      await citizen.composer.fill(line);
      await citizen.composer.press("Enter");
      await expect(citizen.message(line)).toBeVisible();
      await expect(citizen.log.getByText("Gönderiliyor")).toHaveCount(0);
      lines.push(line);
    }
  })();
  return { lines, stop: async () => { going = false; await done; return lines; } };
}

/** All that the hub tells a citizen's browser from here on, shown or not, with its escapes undone. */
function told(citizen: Citizen): () => string {
  const frames: string[] = [];
  citizen.page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(payload.toString())));
  return () => frames.join("\n").replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Which of these lines stand in a timeline, in the order in which they stand there. */
const among = (timeline: string[], lines: string[]) => timeline.flatMap((shown) => lines.filter((line) => shown.includes(line)));

test("two conversations of one citizen are merged by a suggestion while both are written in, and split again", async ({ stage, pbx }) => {
  const deniz = await stage.agent("deniz");
  const panel = deniz.page.getByRole("complementary", { name: "Vatandaş", exact: true });
  const [ayse, other] = [await stage.citizen(), await stage.citizen()];
  await ayse.identify("yv-9001", "Ayşe Kaya", { phone });
  const [toAyse, toOther] = [told(ayse), told(other)];
  await ayse.open();
  await ayse.queue("Su saatim patladı");
  await other.open();
  await other.queue("Telefonumdan yazıyorum, numaram sizde var");
  pbx.givesUp(pbx.rings("05327654321"));
  await deniz.list("Bekleyen");
  await expect(deniz.row("0 532 765 43 21")).toContainText("1 cevapsız arama");
  await deniz.take("Telefonumdan yazıyorum, numaram sizde var");
  const target = deniz.page.url();

  await test.step("a number that is only claimed is a suggestion to the agent, and nothing to the citizen", async () => {
    await panel.getByRole("button", { name: "Ekle" }).click();
    const dialog = deniz.page.getByRole("dialog", { name: "Kimlik bilgisi ekle" });
    await dialog.getByRole("combobox", { name: "Bilgi türü" }).selectOption("phone");
    await dialog.getByRole("textbox", { name: "Telefon" }).fill(phone);
    await dialog.getByRole("button", { name: "Kaydet" }).click();
    await expect(panel.getByRole("heading", { name: "Aynı kişi olabilir" })).toBeVisible();
    await expect(panel.getByRole("listitem").filter({ hasText: "Ayşe Kaya" }).filter({ hasText: "Doğrulandı" })).toBeVisible();
    await expect(other.log.getByText("Su saatim patladı")).toHaveCount(0);
    await expect(other.panel.getByText("Ayşe Kaya")).toHaveCount(0);
  });

  const [hers, theirs] = [writing(ayse, "Ayşe"), writing(other, "Öteki")];
  const said = async (n: number) => { for (const one of [hers, theirs]) { const from = one.lines.length; await expect.poll(() => one.lines.length).toBeGreaterThanOrEqual(from + n); } };
  await said(3);
  const suggested = panel.getByRole("button", { name: /ile birleştir$/ });
  const number = /#(\d+)/.exec(await suggested.getAttribute("aria-label") ?? "")?.[1] ?? "";

  await test.step("merged, both go on in one timeline, and the call-back comes along", async () => {
    await suggested.click();
    await expect(panel.getByRole("button", { name: `#${number} görüşmesini ayır` })).toBeVisible();
    const merged = hers.lines.length;
    await said(4);
    await expect(deniz.conversation.getByText("Vatandaş aradı, ulaşamadı: 1 cevapsız arama")).toBeVisible();
    await expect(deniz.message(hers.lines[merged + 2] ?? "").first()).toBeVisible();
    await deniz.say("İkiniz de aynı kişisiniz sanırım");
    for (const citizen of [ayse, other]) await expect(citizen.message("İkiniz de aynı kişisiniz sanırım")).toBeVisible();
    await deniz.list("Bekleyen");
    await expect(deniz.row("0 532 765 43 21")).toHaveCount(0);
  });

  const [ayses, others] = [await hers.stop(), await theirs.stop()];
  await test.step("each line stands once, in order, and neither citizen reads the other", async () => {
    await expect(deniz.message(ayses.at(-1) ?? "").first()).toBeVisible();
    await expect(deniz.message(others.at(-1) ?? "").first()).toBeVisible();
    const before = deniz.log.getByText(`#${number} akışını göster`);
    await before.click();
    await expect(deniz.message("Su saatim patladı").first()).toBeVisible();
    const read = await deniz.timeline();
    expect(among(read, others)).toEqual(others);
    // What was said before the merge stands in the part, which is shown where the merge was; what came after follows it.
    expect(among(read, ayses).filter((line, i, all) => all.indexOf(line) === i)).toEqual(ayses);
    expect((await other.timeline()).filter((line) => /Ayşe|Su saatim/.test(line))).toEqual([]);
    expect((await ayse.timeline()).filter((line) => /Öteki|numaram sizde/.test(line))).toEqual([]);
    await other.page.reload();
    await expect(other.message(others.at(-1) ?? "")).toBeVisible();
    expect(among(await other.timeline(), others)).toEqual(others);
    expect((await other.timeline()).filter((line) => /Ayşe|Su saatim/.test(line))).toEqual([]);
  });

  await test.step("split, each goes on by itself, with its own call-back", async () => {
    await panel.getByRole("button", { name: `#${number} görüşmesini ayır` }).click();
    await expect(panel.getByRole("button", { name: `#${number} ile birleştir` })).toBeVisible();
    await expect(deniz.conversation.getByText("Vatandaş aradı, ulaşamadı")).toHaveCount(0);
    await ayse.say("Ayrıldıktan sonra Ayşe");
    await expect(ayse.message("Ayrıldıktan sonra Ayşe")).toBeVisible();
    await other.say("Ayrıldıktan sonra öteki");
    await expect(deniz.message("Ayrıldıktan sonra öteki")).toBeVisible();
    await expect(deniz.message("Ayrıldıktan sonra Ayşe")).toHaveCount(0);
    await deniz.list("Bekleyen");
    await deniz.row("0 532 765 43 21").click();
    await expect(deniz.message("Ayrıldıktan sonra Ayşe")).toBeVisible();
    await expect(deniz.message("Ayrıldıktan sonra öteki")).toHaveCount(0);
    expect(deniz.page.url()).not.toBe(target);
    await ayse.page.reload();
    await expect(ayse.message("Su saatim patladı")).toBeVisible();
  });

  await test.step("neither browser was ever told a word of the other citizen's", () => {
    expect(toOther()).toContain(others.at(-1));
    expect(toOther()).toContain("İkiniz de aynı kişisiniz sanırım");
    expect(toOther()).not.toMatch(/Ayşe|Su saatim|5327654321/);
    expect(toAyse()).toContain(ayses.at(-1));
    expect(toAyse()).not.toMatch(/[Öö]teki|numaram sizde/);
  });

  await test.step("the trail has who merged and who split", async () => {
    const nur = await stage.agent("nur");
    await nur.visit("Denetim");
    await expect(nur.page.getByRole("row", { name: /Deniz Yılmaz.*Görüşmeler birleştirildi/ }).first()).toBeVisible();
    await expect(nur.page.getByRole("row", { name: /Deniz Yılmaz.*Görüşmeler ayrıldı/ }).first()).toBeVisible();
  });
});
