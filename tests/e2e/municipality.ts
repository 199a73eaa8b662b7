import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "./hub.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const webChat = { name: "botframework-webchat", version: "4.18.1", sha512: "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==" };

/** A municipality's website that carries Microsoft's Web Chat: page and server of docs/direct-line.md, as they stand there. */
export class Municipality {
  readonly secret = "the-direct-line-secret-of-the-demo-site";
  #process: ChildProcess | undefined;
  #folder = "";

  private constructor(private readonly port: number) {}

  /** Decides on which address it will be, which the hub has to know first. */
  static async found(): Promise<Municipality> {
    return new Municipality(await freePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the hub is started with. */
  get settings(): string[] {
    return [`--Sites:0:DirectLineSecret=${this.secret}`, `--Sites:0:AllowedOrigins:1=${this.address}`];
  }

  /** Opens the website, whose chat is at a hub. */
  async open(hub: string): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), "contacthub-municipality-"));
    const text = await readFile(join(root, "docs/direct-line.md"), "utf8");
    const example = (language: string): string => {
      const found = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "ms").exec(text)?.[1];
      if (!found?.includes("https://hub.example")) throw new Error(`docs/direct-line.md has no example in ${language} that names the hub.`);
      return found.replaceAll("https://hub.example", hub);
    };
    await writeFile(join(this.#folder, "chat.html"), example("html"));
    await writeFile(join(this.#folder, "server.mjs"), example("js"));
    await copyFile(await bundle(), join(this.#folder, "webchat.js"));
    const env = { ...process.env, PORT: String(this.port), DIRECT_LINE_SECRET: this.secret };
    const child = spawn(process.execPath, ["server.mjs"], { cwd: this.#folder, env, stdio: ["ignore", "inherit", "inherit"] });
    this.#process = child;
    // It prints nothing; the first answer says that it listens.
    while (!(await fetch(`${this.address}/chat.html`).then((answer) => answer.ok, () => false))) {
      if (child.exitCode !== null) throw new Error(`The website ended with ${child.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async close(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null) {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Web Chat as one file. Installed as a package it would bring 425 others with it, 490 MB, for what its bundle has in 4 MB: so npm gets that package alone,
 * once (afterwards from npm's own store), and it is checked as the lock file would.
 */
async function bundle(): Promise<string> {
  const folder = join(root, "node_modules/.cache", `${webChat.name}-${webChat.version}`);
  const file = join(folder, "webchat.js");
  if (await access(file).then(() => true, () => false)) return file;
  const work = await mkdtemp(join(tmpdir(), "contacthub-webchat-"));
  const asked = ["pack", `${webChat.name}@${webChat.version}`, "--pack-destination", work, "--prefer-offline", "--silent"];
  const tarball = join(work, (await run("npm", asked, { cwd: work })).stdout.trim());
  const sha512 = createHash("sha512").update(await readFile(tarball)).digest("base64");
  if (sha512 !== webChat.sha512) throw new Error(`The package ${webChat.name} is not the one that is meant: sha512-${sha512}.`);
  await run("tar", ["-xzf", tarball, "-C", work, "package/dist/webchat.js"]);
  await mkdir(folder, { recursive: true });
  // A half copied one would be taken for the whole by the next run.
  await copyFile(join(work, "package/dist/webchat.js"), `${file}.${process.pid}`);
  await rename(`${file}.${process.pid}`, file);
  await rm(work, { recursive: true, force: true });
  return file;
}
