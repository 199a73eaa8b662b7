import type { Hub } from '../e2e/hub.ts';

/** The first administrator, over HTTP. */
export class Administrator {
  #cookie = '';

  private constructor(readonly hub: Hub) {}

  /** Signs in, and replaces the one-time password. */
  static async of(hub: Hub): Promise<Administrator> {
    const administrator = new Administrator(hub);
    const { email, password } = hub.person('admin');
    await administrator.#post('/api/account/sign-in', { email, password, remember: false });
    await administrator.#post('/api/account/password', { current: password, next: 'dört mevsim yeşil ova' });
    return administrator;
  }

  /** A key that may do everything. */
  async makeKey(): Promise<string> {
    const scopes = ['contacts:read', 'contacts:write', 'contacts:verify', 'conversations:read', 'conversations:write', 'messages:write'];
    const made = (await (await this.#post('/api/admin/api-keys', { name: 'Abone sistemi', scopes, perMinute: 6000 })).json()) as { secret: string };
    return made.secret;
  }

  async #post(path: string, body: unknown): Promise<Response> {
    const response = await fetch(this.hub.address + path, {
      method: 'POST', headers: { 'content-type': 'application/json', 'X-ContactHub': '1', cookie: this.#cookie }, body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
    if (set) this.#cookie = set;
    return response;
  }
}
