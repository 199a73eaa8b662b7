import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Hub } from "./hub.js";

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

/** Meta's side: has four templates, takes every message, and tells the hub what it is asked to, signed. */
export async function meta() {
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
    if (answer.status !== 200) throw new Error(`The hub answered ${answer.status}: ${await answer.text()}`);
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v26.0`;
  const now = () => String(Math.floor(Date.now() / 1000));
  return {
    sent,
    /** With which a hub has a number at Meta. */
    settings: [
      "--WhatsApp:Enabled=true", `--WhatsApp:AppSecret=${secret}`, "--WhatsApp:VerifyToken=the_verify_token_of_the_tests", `--WhatsApp:ApiUrl=${url}`,
      "--WhatsApp:Numbers:0:Id=cozum", `--WhatsApp:Numbers:0:PhoneNumberId=${numberId}`, "--WhatsApp:Numbers:0:Token=EAAJB-the-token-of-the-tests",
      `--WhatsApp:Numbers:0:AccountId=${account}`,
      "--WhatsApp:Numbers:0:Notice:Tr=Aydınlatma metni: sohbet.ornek.bel.tr",
    ],
    stop: () => server.close(),
    answers: (hub: Hub, message: string, text: string) => tell(hub, {
      contacts: [{ profile: { name: "Ayşe Yılmaz" }, wa_id: person }],
      messages: [{ from: person, id: `wamid.${++ids}`, timestamp: now(), type: "text", text: { body: text }, context: { id: message } }],
    }),
    says: (hub: Hub, text: string) => tell(hub, {
      contacts: [{ profile: { name: "Ayşe Yılmaz" }, wa_id: person }],
      messages: [{ from: person, id: `wamid.${++ids}`, timestamp: now(), type: "text", text: { body: text } }],
    }),
    reports: (hub: Hub, status: string, mark: string, errors?: object[]) => tell(hub, {
      statuses: [{ id: `wamid.out${++ids}`, status, timestamp: now(), recipient_id: person, biz_opaque_callback_data: mark, errors }],
    }),
  };
}
