import type { Language } from '../bridge.ts';
import { labels } from './labels.ts';
import { addStyle } from './launcherStyle.ts';

const svg = 'http://www.w3.org/2000/svg';

/** The button in the corner, with the number of unread messages, and the place for the frame. */
export class Launcher {
  readonly root: ShadowRoot;
  readonly #host = document.createElement('div');
  readonly #button = document.createElement('button');
  readonly #label = document.createElement('span');
  readonly #badge = document.createElement('b');
  #language: Language;
  #unread = 0;

  constructor(options: { language: Language; color: string | undefined; onClick: () => void }) {
    this.#language = options.language;
    this.#host.id = 'contacthub';
    this.root = this.#host.attachShadow({ mode: 'open' });
    addStyle(this.root);
    if (options.color && /^#[0-9a-f]{6}$/i.test(options.color)) this.#host.style.setProperty('--brand', options.color);
    this.#button.type = 'button';
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#badge.setAttribute('aria-hidden', 'true');
    this.#button.append(bubble(), this.#label, this.#badge);
    this.#button.addEventListener('click', options.onClick);
    this.root.append(this.#button);
    this.#draw();
    document.body.append(this.#host);
  }

  set language(language: Language) {
    this.#language = language;
    this.#draw();
  }

  set unread(count: number) {
    this.#unread = count;
    this.#draw();
  }

  set hidden(hidden: boolean) {
    this.#button.hidden = hidden;
  }

  focus(): void {
    this.#button.focus();
  }

  #draw(): void {
    const { label, open, unread } = labels[this.#language];
    this.#host.lang = this.#language;
    this.#host.dir = this.#language === 'ar' ? 'rtl' : 'ltr';
    this.#label.textContent = label;
    this.#badge.textContent = this.#unread > 99 ? '99+' : String(this.#unread);
    this.#badge.hidden = this.#unread === 0;
    this.#button.setAttribute('aria-label', this.#unread > 0 ? `${open}, ${unread(this.#unread)}` : open);
  }
}

function bubble(): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  path.setAttribute('d', 'M12 3C6.5 3 2 6.8 2 11.5c0 2.4 1.2 4.6 3.1 6.1-.1 1.1-.6 2.3-1.5 3.2-.3.3-.1.8.3.8 2.2 0 4-.8 5.2-1.8.9.2 1.9.3 2.9.3 5.5 0 10-3.8 10-8.6S17.5 3 12 3ZM7.8 13a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6Zm4.2 0a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6Zm4.2 0a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6Z');
  icon.append(path);
  return icon;
}
