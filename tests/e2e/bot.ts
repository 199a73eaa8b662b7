import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from './hub.js';

export const secret = 'the-secret-of-the-bot-that-nobody-guesses';

/** What the hub sent to a bot. */
export interface Received {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly name?: string;
  readonly code?: string;
  readonly value?: unknown;
  readonly channelData?: unknown;
  readonly serviceUrl: string;
  readonly channelId: string;
  readonly timestamp: string;
  readonly locale: string;
  readonly from: { readonly id: string; readonly name: string };
  readonly recipient: { readonly id: string };
  readonly conversation: { readonly id: string };
  readonly membersAdded?: readonly { readonly id: string }[];
  readonly authorization: string | null;
}

/** A bot in a process of its own. */
export class Bot {
  #process: ChildProcess | undefined;

  private constructor(private readonly program: string, readonly port: number, private readonly environment: Readonly<Record<string, string>>) {}

  static async reserve(program: string, environment: Readonly<Record<string, string>> = {}): Promise<Bot> {
    return new Bot(program, await freePort(), environment);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The settings under which a hub has this bot, as the bot with a number. */
  settings(number: number, id: string, others: Readonly<Record<string, string>> = {}): string[] {
    const settings = { Id: id, Name: 'Deneme Botu', Endpoint: `${this.address}/api/messages`, Secret: `${secret}-${id}`, ...others };
    return Object.entries(settings).map(([name, value]) => `--Bots:Registered:${number}:${name}=${value}`);
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [fileURLToPath(new URL(`../bots/programs/${this.program}.mjs`, import.meta.url)), String(this.port)], {
      env: { ...process.env, ...this.environment }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`The bot ended with ${code}.`)));
    });
    child.removeAllListeners('exit');
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Whether the process is gone by itself. */
  get isDead(): boolean {
    return this.#process?.exitCode !== null;
  }

  /** Everything that the bot was sent in one conversation. */
  async received(conversationId: string): Promise<Received[]> {
    const all = (await (await fetch(`${this.address}/received`)).json()) as Received[];
    return all.filter((activity) => activity.conversation.id === conversationId);
  }

  async tell(what: string, body: unknown = {}): Promise<unknown> {
    return (await fetch(`${this.address}/${what}`, { method: 'POST', body: JSON.stringify(body) })).json();
  }
}
