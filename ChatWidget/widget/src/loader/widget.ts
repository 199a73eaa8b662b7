import { isLanguage, type Language, type ToPage } from '../bridge.ts';
import { Frame } from './frame.ts';
import { Launcher } from './launcher.ts';
import { PageMemory } from './memory.ts';

export interface WidgetOptions {
  readonly base: URL;
  readonly site: string;
  /** Null: the page's own language, or the site's first. */
  readonly language: Language | null;
  readonly color: string | undefined;
}

type EventName = 'ready' | 'open' | 'close' | 'message' | 'unread' | 'resolved' | 'error';
type Listener = (detail: Readonly<Record<string, unknown>>) => void;

/** What the site's own scripts use as `window.ContactHub`; docs/widget.md describes it. */
export class Widget {
  readonly #options: WidgetOptions;
  readonly #memory: PageMemory;
  readonly #launcher: Launcher;
  readonly #listeners = new Map<string, Set<Listener>>();
  #language: Language;
  #frame: Frame | null = null;
  #shown = false;
  #ready = false;

  constructor(options: WidgetOptions) {
    this.#options = options;
    this.#memory = new PageMemory(options.site);
    this.#language = options.language ?? pageLanguage() ?? 'tr';
    this.#launcher = new Launcher({ language: this.#language, color: options.color, onClick: () => this.open() });
    // On a phone the panel covers the page: whoever went on to another page wants to see that one.
    if (this.#memory.kept) this.#start();
    if (this.#memory.kept && this.#memory.open && matchMedia('(min-width:601px)').matches) this.#show(false);
  }

  open(): void {
    this.#show(true);
  }

  close(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#memory.open = false;
    this.#frame?.hide();
    this.#launcher.hidden = false;
    this.#launcher.focus();
    this.#tell('close', {});
  }

  toggle(): void {
    if (this.#shown) this.close();
    else this.open();
  }

  /** Says who the visitor is: a token that the site's server has signed. */
  identify(token: string): void {
    this.#start().post({ type: 'identify', token });
  }

  setLanguage(language: string): void {
    if (!isLanguage(language)) throw new TypeError(`ContactHub knows tr, en and ar, not "${language}".`);
    this.#become(language);
    this.#frame?.post({ type: 'language', language });
  }

  /** Returns the way to stop listening. Who asks for `ready` late is told at once. */
  on(event: EventName, listener: Listener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    if (event === 'ready' && this.#ready) queueMicrotask(() => listener({}));
    return () => { listeners.delete(listener); };
  }

  /** Calls in the form that also works before this script has come: `['open']`, or a function that gets the API. */
  push(...calls: unknown[]): void {
    for (const call of calls) {
      if (typeof call === 'function') call(this);
      else if (Array.isArray(call)) (this as unknown as Record<string, (...args: unknown[]) => void>)[String(call[0])]?.(...call.slice(1));
    }
  }

  /** The launcher works; listeners are told. */
  announce(): void {
    this.#ready = true;
    this.#tell('ready', {});
  }

  #show(focus: boolean): void {
    const frame = this.#start();
    if (this.#shown) return;
    this.#shown = true;
    this.#memory.open = true;
    this.#launcher.hidden = true;
    frame.show(focus);
    this.#tell('open', {});
  }

  #start(): Frame {
    if (this.#frame) return this.#frame;
    const { base, site } = this.#options;
    this.#frame = new Frame({
      base, site, root: this.#launcher.root,
      hello: () => ({ type: 'hello', language: this.#language, page: location.origin + location.pathname }),
      onMessage: message => this.#hear(message),
      onUnreachable: () => this.#giveUp(),
    });
    this.#frame.language = this.#language;
    return this.#frame;
  }

  #giveUp(): void {
    this.close();
    this.#frame?.remove();
    this.#frame = null;
    this.#tell('error', { code: 'unreachable' });
  }

  #hear(message: ToPage): void {
    switch (message.type) {
      case 'close': this.close(); break;
      case 'kept': this.#keep(message.kept); break;
      case 'language': this.#become(message.language); break;
      case 'unread':
        this.#launcher.unread = message.count;
        this.#tell('unread', { count: message.count });
        break;
      case 'message': this.#tell('message', { from: message.from }); break;
      case 'resolved': this.#tell('resolved', {}); break;
      case 'error': this.#tell('error', { code: message.code }); break;
    }
  }

  #keep(kept: boolean): void {
    this.#memory.kept = kept;
    this.#memory.open = this.#shown;
  }

  #become(language: Language): void {
    this.#language = language;
    this.#launcher.language = language;
    if (this.#frame) this.#frame.language = language;
  }

  #tell(event: EventName, detail: Record<string, unknown>): void {
    this.#listeners.get(event)?.forEach(listener => {
      try {
        listener(detail);
      } catch (error) {
        // The site's own mistake must be seen by the site, and must not stop the chat.
        reportError(error);
      }
    });
  }
}

function pageLanguage(): Language | null {
  const language = document.documentElement.lang.slice(0, 2);
  return isLanguage(language) ? language : null;
}
