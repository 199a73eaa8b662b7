import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "../accessible.js";
import { Hub } from "../hub.js";
import { expect, Stage, test } from "../stage.js";

const secret = "the-app-secret-of-the-tests";
const numberId = "106540352242922";
const person = "905321112233";

const account = "102290129340398";
const templates = [
  {
    name: "randevu_hatirlatma", language: "tr", status: "APPROVED", category: "UTILITY", components: [
      { type: "HEADER", format: "TEXT", text: "Randevu hatırlatması" },
      { type: "BODY", text: "Sayın {{1}}, randevunuz {{2}} günündedir.", example: { body_text: [["Ali Demir", "12 Mayıs"]] } },
      { type: "FOOTER", text: "Örnek Belediyesi" },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Geleceğim" }, { type: "QUICK_REPLY", text: "Gelemeyeceğim" }] },
    ],
  },
  { name: "su_kesintisi", language: "tr", status: "APPROVED", category: "UTILITY", components: [{ type: "BODY", text: "Mahallenizde {{1}} saatleri arasında su kesintisi olacaktır." }] },
  { name: "yaz_senligi", language: "en_US", status: "APPROVED", category: "MARKETING", components: [{ type: "HEADER", format: "IMAGE" }, { type: "BODY", text: "Join us at the summer festival." }] },
  { name: "duraklatilan", language: "tr", status: "PAUSED", category: "UTILITY", components: [{ type: "BODY", text: "Artık gönderilmez." }] },
];

interface Message {
  readonly text?: { readonly body: string };
  readonly template?: { readonly name: string; readonly components: readonly { readonly type: string; readonly parameters: readonly { readonly text: string }[] }[] };
  readonly biz_opaque_callback_data?: string;
}

/** Meta's side: takes every message, and tells the hub what it is asked to, signed. */
async function meta() {
  const sent: Message[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "GET") {
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: request.url?.includes(`${account}/message_templates`) ? templates : [] }));
        return;
      }
      const message = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}") as Message & { status?: string };
      if (message.status === undefined) sent.push(message);
      response.writeHead(200, { "content-type": "application/json" }).end('{"messages":[{"id":"wamid.sent"}]}');
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let ids = 0;
  const tell = async (hub: Hub, rest: object) => {
    const value = { messaging_product: "whatsapp", metadata: { display_phone_number: "903121530000", phone_number_id: numberId }, ...rest };
    const body = JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] });
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const answer = await fetch(`${hub.address}/channels/whatsapp`, { method: "POST", headers: { "content-type": "application/json", "x-hub-signature-256": signature }, body });
    expect(answer.status).toBe(200);
  };
  const now = () => String(Math.floor(Date.now() / 1000));
  return {
    sent,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v26.0`,
    stop: () => server.close(),
    says: (hub: Hub, text: string) => tell(hub, {
      contacts: [{ profile: { name: "Ayşe Yılmaz" }, wa_id: person }],
      messages: [{ from: person, id: `wamid.${++ids}`, timestamp: now(), type: "text", text: { body: text } }],
    }),
    reports: (hub: Hub, status: string, mark: string, errors?: object[]) => tell(hub, {
      statuses: [{ id: `wamid.out${++ids}`, status, timestamp: now(), recipient_id: person, biz_opaque_callback_data: mark, errors }],
    }),
  };
}

test("a citizen on WhatsApp is answered from the desk, which shows how far the answer came and when none can be sent", async ({ browser }) => {
  const whatsApp = await meta();
  const hub = await Hub.start([
    "--WhatsApp:Enabled=true", `--WhatsApp:AppSecret=${secret}`, "--WhatsApp:VerifyToken=the_verify_token_of_the_tests", `--WhatsApp:ApiUrl=${whatsApp.url}`,
    "--WhatsApp:Numbers:0:Id=cozum", `--WhatsApp:Numbers:0:PhoneNumberId=${numberId}`, "--WhatsApp:Numbers:0:Token=EAAJB-the-token-of-the-tests",
    `--WhatsApp:Numbers:0:AccountId=${account}`,
    "--WhatsApp:Numbers:0:Notice:Tr=Aydınlatma metni: sohbet.ornek.bel.tr",
  ]);
  const stage = new Stage(hub, browser);
  try {
    const deniz = await stage.agent("deniz");
    await deniz.become("Meşgul");
    await whatsApp.says(hub, "Sokağımızda su patlağı var");
    await deniz.list("Tümü");
    await deniz.row(/Ayşe Yılmaz/).click();
    await expect(deniz.message("Sokağımızda su patlağı var").last()).toBeVisible();
    await expect(deniz.conversation.getByText("WhatsApp", { exact: true })).toBeVisible();
    await deniz.takeOver.click();

    const mark = async (text: string) => {
      await deniz.composer.fill(text);
      await deniz.composer.press("Enter");
      await expect.poll(() => whatsApp.sent.some((one) => one.text?.body === text)).toBe(true);
      return whatsApp.sent.find((one) => one.text?.body === text)?.biz_opaque_callback_data ?? "";
    };
    const first = await mark("Ekip yolda");
    for (const [status, shown] of [["sent", "İletildi"], ["delivered", "Teslim edildi"], ["read", "Okundu"]] as const) {
      await whatsApp.reports(hub, status, first);
      await expect(deniz.log.getByText(shown, { exact: true })).toBeVisible();
    }
    const second = await mark("Yarım saate oradalar");
    await whatsApp.reports(hub, "failed", second, [{ code: 131026, title: "Message undeliverable", error_data: { details: "Message Undeliverable." } }]);
    await expect(deniz.log.getByText("Teslim edilemedi")).toBeVisible();
    await expect(deniz.log.getByText(/WhatsApp iletiyi teslim etmedi/)).toBeVisible();
    await expectAccessible(deniz.page);

    // A day later nothing can be sent any more, and the screen says so before anybody writes.
    await deniz.page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
    await expect(deniz.conversation.getByText(/24 saat sonrasına kadar yanıt kabul eder/)).toBeVisible();
    await expect(deniz.composer).toBeHidden();
    await expect(deniz.notes).toBeVisible();
    await expectAccessible(deniz.page);

    // What can be sent is a template that was approved before.
    await deniz.conversation.getByRole("button", { name: "Şablon gönder" }).click();
    const list = deniz.page.getByRole("dialog", { name: "Şablon seçin" });
    await expect(list.getByRole("listitem")).toHaveCount(3);
    await list.getByLabel("Şablonlarda ara").fill("randevu");
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expectAccessible(deniz.page);
    await list.getByRole("button", { name: /randevu_hatirlatma/ }).click();
    const form = deniz.page.getByRole("dialog", { name: "randevu_hatirlatma" });
    const send = form.getByRole("button", { name: "Gönder" });
    await expect(send).toBeDisabled();
    await form.getByLabel("Metindeki 1").fill("Ayşe Yılmaz");
    await form.getByLabel("Metindeki 2").fill("3 Haziran");
    await expect(form.getByRole("region", { name: /Vatandaşın göreceği/ })).toContainText("Sayın Ayşe Yılmaz, randevunuz 3 Haziran günündedir.");
    await expectAccessible(deniz.page);
    await send.click();
    await expect(form).toBeHidden();
    await expect(deniz.log.getByText(/Sayın Ayşe Yılmaz, randevunuz 3 Haziran günündedir/)).toBeVisible();
    await expect(deniz.log.getByText("Şablon: randevu_hatirlatma")).toBeVisible();
    await expect.poll(() => whatsApp.sent.find((one) => one.template)?.template?.components).toEqual(
      [{ type: "body", parameters: [{ type: "text", text: "Ayşe Yılmaz" }, { type: "text", text: "3 Haziran" }] }]);
    await whatsApp.reports(hub, "failed", whatsApp.sent.find((one) => one.template)?.biz_opaque_callback_data ?? "", [{ code: 132015, title: "Template is paused" }]);
    await expect(deniz.log.getByText(/duraklatıldı/)).toBeVisible();
  } finally {
    await stage.end();
    await hub.stop();
    whatsApp.stop();
  }
});
