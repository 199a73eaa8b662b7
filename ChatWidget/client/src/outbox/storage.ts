/** Texts by key, as localStorage keeps them. Writing may throw: storage can be full or forbidden. */
export interface KeyValueStorage {
  keys(): readonly string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** Lasts as long as the page. */
export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: key => values.get(key) ?? null,
    set: (key, value) => { values.set(key, value); },
    remove: key => { values.delete(key); },
  };
}

/** What `window.localStorage` offers of itself. */
interface WebStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * The browser's storage, with memory behind it: where the browser forbids storage in frames, or it is full, a message must still be sent,
 * it just does not survive a reload.
 * @param open gets the storage; browsers throw already here when it is forbidden
 */
export function webStorage(open: () => WebStorage): KeyValueStorage {
  const memory = memoryStorage();
  let web: WebStorage;
  try {
    web = open();
    web.getItem('');
  } catch {
    return memory;
  }
  return {
    keys: () => [...new Set([...Array.from({ length: web.length }, (_, index) => web.key(index) ?? ''), ...memory.keys()])],
    get: key => memory.get(key) ?? web.getItem(key),
    set(key, value) {
      try {
        web.setItem(key, value);
        memory.remove(key);
      } catch {
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.remove(key);
      web.removeItem(key);
    },
  };
}
