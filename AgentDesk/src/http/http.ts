import { Listeners } from '@contacthub/client';
import { language } from '../i18n/language';

/** A refusal by the hub: its code (protocol, section 3), a text for the person, the HTTP status. Status 0: the hub could not be reached. */
export class Refusal extends Error {
  constructor(readonly code: string, text: string, readonly status: number) {
    super(text);
  }
}

/** Told of every refusal, before who asked is: the session listens for its own end. */
export const refusals = new Listeners<[Refusal]>();

/**
 * Asks the hub and answers its JSON (undefined for 204). A `Blob` is sent as it is, anything else as JSON. The header is the guard against forged requests that the hub wants on unsafe methods.
 * Throws a {@link Refusal} with the problem document's code and detail, which comes in the language of the screens.
 */
export async function ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Accept-Language': language.peek(), 'X-ContactHub': '1', ...(body === undefined ? {} : { 'Content-Type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }) },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Refusal('unreachable', cause instanceof Error ? cause.message : String(cause), 0);
  }
  if (response.ok) return (response.status === 204 ? undefined : await readJson(response)) as T;
  const problem = (await readJson(response)) as { code?: string; detail?: string } | undefined;
  const refusal = new Refusal(problem?.code ?? `http${response.status}`, problem?.detail ?? '', response.status);
  refusals.tell(refusal);
  throw refusal;
}

/** Asks for a list and answers its items. */
export const list = async <T>(path: string): Promise<readonly T[]> => (await ask<{ items: readonly T[] }>('GET', path)).items;

/** A query string of the values that are there. */
export function query(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length === 0 ? '' : '?' + pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&');
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy in between answers with a page of its own; its status says enough.
    return undefined;
  }
}
