import { HubError, json, type KeyValueStorage } from '@contacthub/client';
import type { Language } from '../bridge.ts';

/** What binds this visitor to one conversation. */
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly visitorId: string;
}

export interface SessionRequest {
  readonly language: Language;
  /** Signed by the site: who the visitor is. */
  readonly identity: string | null;
  /** A new conversation although the last one is resolved. */
  readonly fresh?: boolean;
}

export interface SessionOptions {
  readonly site: string;
  readonly storage: KeyValueStorage;
  /** `POST /api/visitor/session`. Rejects with a HubError. */
  readonly post: (body: unknown) => Promise<unknown>;
}

/** The visitor's session. It lives in memory until {@link keep}: nothing is stored in a browser whose user has sent nothing. */
export class SessionHolder {
  readonly #options: SessionOptions;
  readonly #key: string;
  #session: Session | null;
  #kept: boolean;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#key = `contacthub.${options.site}.session`;
    this.#session = this.#read();
    this.#kept = this.#session !== null;
  }

  get current(): Session | null {
    return this.#session;
  }

  /** Whether the session outlives the page. */
  get kept(): boolean {
    return this.#kept;
  }

  /** Gets a session, or renews the one that is there; the visitor and, unless it is over, the conversation stay the same. */
  async renew(request: SessionRequest): Promise<Session> {
    try {
      return await this.#request(request, this.#session?.token ?? null);
    } catch (error) {
      // Neither valid nor recently expired: this visitor is no longer known, so a new one begins.
      if (!(error instanceof HubError) || error.code !== 'unauthorized' || !this.#session) throw error;
      return this.#request(request, null);
    }
  }

  /** From now on the session is in the browser's storage: the visitor has sent something. */
  keep(): void {
    this.#kept = true;
    this.#write();
  }

  /** Another tab may have got a session, or another one: takes it over. Returns whether it differs. */
  reload(): boolean {
    const stored = this.#read();
    if (!stored || stored.token === this.#session?.token) return false;
    this.#session = stored;
    this.#kept = true;
    return true;
  }

  async #request({ language, identity, fresh = false }: SessionRequest, token: string | null): Promise<Session> {
    this.#session = parseSession(await this.#options.post({ site: this.#options.site, language, token, identity, fresh }));
    if (this.#kept) this.#write();
    return this.#session;
  }

  #write(): void {
    if (this.#session) this.#options.storage.set(this.#key, JSON.stringify(this.#session));
  }

  #read(): Session | null {
    const stored = this.#options.storage.get(this.#key);
    if (stored === null) return null;
    try {
      return parseSession(JSON.parse(stored));
    } catch (error) {
      if (error instanceof json.ShapeError || error instanceof SyntaxError) return null;
      throw error;
    }
  }
}

/** Throws ShapeError. */
function parseSession(value: unknown): Session {
  const session = json.object(value, 'session');
  return { token: json.text(session, 'token'), conversationId: json.text(session, 'conversationId'), visitorId: json.text(session, 'visitorId') };
}
