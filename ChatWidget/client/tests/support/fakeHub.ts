import type { Transport } from '../../src/connection/transport.ts';

type Answer = (...args: unknown[]) => unknown;

/** A hub behind transports that can be refused, lost, and asked what was called. */
export class FakeHub {
  /** Errors for the next starts, first one first; an empty list lets everybody in. */
  readonly refusals: unknown[] = [];
  readonly calls: { method: string; args: readonly unknown[] }[] = [];
  readonly answers = new Map<string, Answer>();
  starts = 0;
  #open: { lose: (error?: unknown) => void; ping: () => void; push: (target: string, args: unknown[]) => void } | null = null;

  readonly createTransport = (): Transport => {
    const handlers = new Map<string, (...args: unknown[]) => void>();
    let closed: (error?: unknown) => void = () => {};
    let heard = (): void => {};
    return {
      start: async () => {
        this.starts++;
        const refusal = this.refusals.shift();
        if (refusal !== undefined) throw refusal;
        this.#open = {
          lose: error => { this.#open = null; closed(error); },
          ping: () => heard(),
          push: (target, args) => { heard(); handlers.get(target)?.(...args); },
        };
      },
      stop: async () => { this.#open?.lose(); },
      on: (target, handler) => { handlers.set(target, handler); },
      onHeard: handler => { heard = handler; },
      onClose: handler => { closed = handler; },
      invoke: async (method, ...args) => {
        this.calls.push({ method, args });
        return this.answers.get(method)?.(...args);
      },
    };
  };

  lose(error?: unknown): void {
    this.#open?.lose(error);
  }

  /** Says nothing but that it is there. */
  ping(): void {
    this.#open?.ping();
  }

  push(target: string, ...args: unknown[]): void {
    this.#open?.push(target, args);
  }
}
