import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(new URL("../../Api/bin/Debug/net10.0/ContactHub.Api.dll", import.meta.url));

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

// All people of a test sit behind one address, which on a quick machine does more in a minute than the hub lets one address do.
const oneAddress = ["--Visitors:SendsPerAddress=1000000", "--Visitors:SessionsPerAddress=1000000"];

// The systems that webhooks tell of events run on this machine; what they refuse is tried again soon.
const receivers = ["--Outbound:AllowedNetworks:0=127.0.0.0/8", "--Webhooks:FirstPause=00:00:00.5"];

/** The real hub as a process of its own, on a database of its own, with the demo municipality in it. */
export class Hub {
  readonly people = new Map<string, SignIn>();
  #process: ChildProcess | undefined;
  #output = "";

  private constructor(
    readonly address: string,
    readonly folder: string,
    private readonly settings: readonly string[],
  ) {}

  static async start(settings: readonly string[] = []): Promise<Hub> {
    const hub = new Hub(`http://127.0.0.1:${await freePort()}`, await mkdtemp(join(tmpdir(), "contacthub-e2e-")), settings);
    await hub.run();
    return hub;
  }

  person(name: string): SignIn {
    const found = this.people.get(name);
    if (!found) throw new Error(`The hub printed no sign-in for ${name}. It said:\n${this.#output}`);
    return found;
  }

  /** What the process has printed since its last start. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process on the same database and waits until it says that it listens. */
  async run(): Promise<void> {
    const args = [program, `--Urls=${this.address}`, `--Storage:Path=${this.folder}`, `--Sites:0:AllowedOrigins:0=${this.address}`, `--Bots:Url=${this.address}`, ...oneAddress, ...receivers, ...this.settings];
    const child = spawn("dotnet", args, { env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development" }, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    this.#output = "";
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString("utf8");
        if (this.#output.includes("Stop with Ctrl+C")) resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code) => reject(new Error(`The hub ended with ${code}:\n${this.#output}`)));
    });
    for (const [, email, password] of this.#output.matchAll(/(\S+@\S+)\s+(?:one-time )?password: (\S+)/g)) {
      if (email && password) this.people.set(email.split("@")[0] ?? email, { email, password });
    }
  }

  /** What the hub's own reader makes of a mail: the object of `mail parse`. */
  async parse(mail: string): Promise<unknown> {
    const file = join(this.folder, "parsed.eml");
    await writeFile(file, mail);
    const { stdout } = await promisify(execFile)("dotnet", [program, "mail", "parse", file]);
    return JSON.parse(stdout);
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Lets the process stand still: its connections stay open and nothing comes over them, as when a network goes dead. */
  freeze(): void {
    this.#process?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process?.kill("SIGCONT");
  }

  async stop(): Promise<void> {
    // A test that failed may have left it standing still, deaf to the end.
    this.thaw();
    await this.#end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    child.removeAllListeners("exit");
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

/** A port below those that outgoing connections are given (Linux: 32768 and above), so that none takes it while the hub is away. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!free) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
