import { HubError, json, type HubErrorCode } from '@contacthub/client';

/** The hub that this page comes from, under whatever path a proxy gave it: the page is at `<hub>/widget/frame.html`. */
export function atHub(path: string): string {
  return new URL(`../${path}`, location.href).href;
}

/** Talks JSON with the hub's own origin. Rejects with a HubError: `disconnected` when there is no way through. */
export async function fetchJson(path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'omit',
      ...(body !== undefined && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new HubError('disconnected', String(error));
  }
  if (response.ok) return response.json();
  throw await refusal(response);
}

async function refusal(response: Response): Promise<HubError> {
  const problem: unknown = await response.json().catch(() => null);
  const { code, detail } = json.isObject(problem) ? problem : {};
  const text = typeof detail === 'string' ? detail : response.statusText;
  if (typeof code === 'string') return new HubError(code as HubErrorCode, text);
  if (response.status === 401) return new HubError('unauthorized', text);
  if (response.status === 403) return new HubError('forbidden', text);
  if (response.status === 429) return new HubError('rateLimited', `${text} ${response.headers.get('retry-after') ?? ''}`);
  return new HubError(response.status >= 500 ? 'unavailable' : 'fault', text);
}
