import { unwrap, wrap, type ToFrame, type ToPage } from './bridge.ts';

/**
 * The frame's end of the line to the embedding page. Whose page it may be is the hub's to say, with the `frame-ancestors` of the frame's
 * content security policy; from the first `hello` on, only that origin is heard and spoken to.
 */
export class HostBridge {
  readonly #window: Window;
  readonly #early: ToFrame[] = [];
  #listener: ((message: ToFrame) => void) | null = null;
  #origin: string | null = null;

  /** Hears from now on; the page's `hello` comes as soon as this document has loaded. */
  constructor(frame: Window) {
    this.#window = frame;
    frame.addEventListener('message', event => {
      if (event.source !== frame.parent || frame.parent === frame) return;
      const message = unwrap<ToFrame>(event.data);
      if (!message || (this.#origin === null ? message.type !== 'hello' : event.origin !== this.#origin)) return;
      this.#origin = event.origin;
      if (this.#listener) this.#listener(message);
      else this.#early.push(message);
    });
  }

  /** Passes on what has come already, and what comes. */
  listen(listener: (message: ToFrame) => void): void {
    this.#listener = listener;
    for (const message of this.#early.splice(0)) listener(message);
  }

  /** Opened by itself, as a page of its own. */
  get isAlone(): boolean {
    return this.#window.parent === this.#window;
  }

  post(message: ToPage): void {
    if (this.#origin !== null) this.#window.parent.postMessage(wrap(message), this.#origin);
  }
}
