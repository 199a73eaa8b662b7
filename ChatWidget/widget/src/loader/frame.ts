import { unwrap, wrap, type Language, type ToFrame, type ToPage } from '../bridge.ts';
import { labels } from './labels.ts';

/** How long the hub may take to deliver the panel, in milliseconds. */
const patience = 15_000;

interface FrameOptions {
  /** The script's own folder at the hub. */
  readonly base: URL;
  readonly site: string;
  readonly root: ShadowRoot;
  readonly hello: () => ToFrame;
  readonly onMessage: (message: ToPage) => void;
  readonly onUnreachable: () => void;
}

/** The panel in its frame on the hub's origin. Messages wait until the panel is ready. */
export class Frame {
  readonly #iframe = document.createElement('iframe');
  readonly #origin: string;
  readonly #waiting: ToFrame[] = [];
  #ready = false;

  constructor({ base, site, root, hello, onMessage, onUnreachable }: FrameOptions) {
    const address = new URL('frame.html', base);
    address.searchParams.set('site', site);
    this.#origin = address.origin;
    this.#iframe.src = address.href;
    this.#iframe.hidden = true;
    this.#iframe.allow = 'clipboard-write';
    const timer = setTimeout(onUnreachable, patience);
    addEventListener('message', event => {
      if (event.origin !== this.#origin || event.source !== this.#iframe.contentWindow) return;
      const message = unwrap<ToPage>(event.data);
      if (!message) return;
      if (message.type === 'ready') {
        clearTimeout(timer);
        this.#ready = true;
        for (const one of this.#waiting.splice(0)) this.post(one);
      }
      onMessage(message);
    });
    // The panel can't speak first: it does not know which origin it may speak to until it has heard from it.
    this.#iframe.addEventListener('load', () => this.#send(hello()));
    root.append(this.#iframe);
  }

  set language(language: Language) {
    this.#iframe.lang = language;
    this.#iframe.title = labels[language].label;
  }

  post(message: ToFrame): void {
    if (this.#ready) this.#send(message);
    else this.#waiting.push(message);
  }

  show(focus: boolean): void {
    this.#iframe.hidden = false;
    if (focus) this.#iframe.focus();
    this.post({ type: 'open', focus });
  }

  hide(): void {
    this.#iframe.hidden = true;
    this.post({ type: 'close' });
  }

  remove(): void {
    this.#iframe.remove();
  }

  #send(message: ToFrame): void {
    this.#iframe.contentWindow?.postMessage(wrap(message), this.#origin);
  }
}
