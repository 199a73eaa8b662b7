/**
 * What the page remembers between two addresses of the site: that a conversation exists, and whether the panel was open. Written only
 * after the visitor's first message. Browsers may forbid storage; then each page starts with the launcher.
 */
export class PageMemory {
  readonly #key: string;

  constructor(site: string) {
    this.#key = `contacthub.${site}`;
  }

  get kept(): boolean {
    return read(() => localStorage, this.#key) !== null;
  }

  set kept(kept: boolean) {
    write(() => localStorage, this.#key, kept);
    if (!kept) write(() => sessionStorage, this.#key, false);
  }

  /** In this tab. */
  get open(): boolean {
    return read(() => sessionStorage, this.#key) !== null;
  }

  set open(open: boolean) {
    if (this.kept) write(() => sessionStorage, this.#key, open);
  }
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: boolean): void {
  try {
    if (value) storage().setItem(key, '1');
    else storage().removeItem(key);
  } catch {
    // Forbidden or full: only the convenience of the next page is lost.
  }
}
