import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../MailPeers/bin/Debug/net10.0/ContactHub.MailPeers.dll", import.meta.url));

interface Place {
  readonly imap: number;
  readonly smtp: number;
  readonly authority: string;
  readonly address: string;
  readonly citizen: string;
  readonly password: string;
}

/** What a mail may have besides its words. */
interface Letter {
  readonly html?: string;
  readonly file?: { readonly name: string; readonly text: string };
  /** The Message-ID that it answers. */
  readonly answers?: string;
}

/** A part of a mail, its fields before its body. */
const part = (type: string, text: string, fields: readonly string[] = []): string =>
  [`Content-Type: ${type}`, "Content-Transfer-Encoding: base64", ...fields, "", Buffer.from(text).toString("base64"), ""].join("\n");

const multipart = (kind: string, parts: readonly string[]): string[] => [
  `Content-Type: multipart/${kind}; boundary="=_${kind}"`, "", ...parts.flatMap((one) => [`--=_${kind}`, one]), `--=_${kind}--`, "",
];

/** The municipality's mail servers, a real Dovecot and a real Postfix, in which a citizen has a mailbox too. */
export class MailPeers {
  readonly #lines: AsyncIterator<string>;

  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    lines: Interface,
  ) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  #place: Place | undefined;

  static async start(): Promise<MailPeers> {
    const process = spawn("dotnet", [program]);
    let complaints = "";
    process.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString("utf8")));
    const peers = new MailPeers(process, createInterface({ input: process.stdout }));
    try {
      peers.#place = await peers.#answer<Place>();
    } catch {
      throw new Error(`The mail servers did not start:\n${complaints}`);
    }
    return peers;
  }

  /** The hub's settings for the mailbox, with the word of the municipality's exchanger believed. */
  get settings(): string[] {
    const { imap, smtp, authority, address, password } = this.place;
    const box = "--Email:Mailboxes:0:";
    return [
      "--Email:Secret=a-secret-of-the-tests-with-32-characters", `${box}Id=cozum`, `${box}Address=${address}`, `${box}Name=Çözüm Merkezi`, `${box}AuthenticationServer=mx.belediye.test`,
      `${box}Host=127.0.0.1`, `${box}Port=${imap}`, `${box}AuthorityFile=${authority}`, `${box}User=${address}`, `${box}Password=${password}`,
      `${box}Smtp:Host=127.0.0.1`, `${box}Smtp:Port=${smtp}`, `${box}Smtp:AuthorityFile=${authority}`,
    ];
  }

  /** The citizen's address. */
  get citizen(): string {
    return this.place.citizen;
  }

  /** The citizen writes, and the municipality's exchanger vouches for where that came from. */
  async write(subject: string, text: string, more: Letter = {}): Promise<void> {
    const { address, citizen } = this.place;
    const parts = [part("text/plain; charset=utf-8", text), ...(more.html ? [part("text/html; charset=utf-8", more.html)] : [])];
    const words = parts.length === 1 ? parts : multipart("alternative", parts);
    const file = more.file && part(`text/plain; charset=utf-8; name="${more.file.name}"`, more.file.text, [`Content-Disposition: attachment; filename="${more.file.name}"`]);
    const mail = [
      `Authentication-Results: mx.belediye.test; dmarc=pass header.from=${citizen.split("@")[1]}`, `From: ${citizen}`, `To: ${address}`,
      `Subject: =?utf-8?b?${Buffer.from(subject).toString("base64")}?=`, `Message-ID: <${crypto.randomUUID()}@example.test>`, `Date: ${new Date().toUTCString()}`,
      ...(more.answers ? [`In-Reply-To: <${more.answers}>`] : []), "MIME-Version: 1.0", ...(file ? multipart("mixed", [words.join("\n"), file]) : words),
    ];
    await this.#ask(JSON.stringify(mail.join("\n")));
  }

  /** What the citizen has received, as it came. */
  received(): Promise<string[]> {
    return this.#ask<string[]>("");
  }

  async stop(): Promise<void> {
    const ended = once(this.process, "exit");
    this.process.stdin.end();
    await ended;
  }

  private get place(): Place {
    if (!this.#place) throw new Error("The mail servers did not start.");
    return this.#place;
  }

  #ask<T>(line: string): Promise<T> {
    this.process.stdin.write(`${line}\n`);
    return this.#answer<T>();
  }

  async #answer<T>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error("The mail servers ended.");
    return JSON.parse(value as string) as T;
  }
}

/** A fixture: mail servers of a worker's own. */
export const mailServers: [(fixtures: { hubOf: string }, use: (mail: MailPeers) => Promise<void>) => Promise<void>, { scope: "worker"; timeout: number }] = [
  async ({ hubOf }, use) => {
    const mail = await MailPeers.start();
    await use(mail);
    await mail.stop();
    void hubOf;
  },
  { scope: "worker", timeout: 180_000 },
];
