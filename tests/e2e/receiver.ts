import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of a webhook, as its receiver got it. */
export interface Told {
  readonly delivery: string;
  readonly kind: string;
  readonly seq: number;
  readonly text: string | undefined;
  readonly signed: boolean;
}

/** A system that a webhook tells of events: a web server that checks signatures as docs/webhooks.md says, and answers as the test wants. */
export class Receiver {
  readonly told: Told[] = [];
  secret = "";
  answer: (told: Told) => number = () => 204;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const receiver = new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks);
        const { delivery, event } = JSON.parse(body.toString("utf8")) as { delivery: string; event: { kind: string; seq?: number; data?: { text?: string } } };
        const told = { delivery, kind: event.kind, seq: event.seq ?? 0, text: event.data?.text, signed: isFromTheHub(receiver.secret, request.headers, body) };
        receiver.told.push(told);
        response.writeHead(receiver.answer(told)).end();
      });
    });
    return receiver;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

function isFromTheHub(secret: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const timestamp = String(headers["x-contacthub-timestamp"]);
  if (!/^\d{1,11}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const expected = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
  return String(headers["x-contacthub-signature"])
    .split(",")
    .some((text) => {
      const given = Buffer.from(text, "hex");
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
