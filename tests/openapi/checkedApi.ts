import { randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

interface Parameter { readonly name: string; readonly in: string; readonly required?: boolean }
interface Answer { readonly $ref?: string; readonly content?: Record<string, unknown> }

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, unknown> };
  readonly responses: Record<string, Answer>;
  readonly security: readonly Record<string, readonly string[]>[];
}

export interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly responses: Record<string, Answer> };
}

/** What goes with a request: values of the path, the query and the headers by name, and a body. */
export interface Sent { readonly with?: Readonly<Record<string, string | number>>; readonly body?: unknown; readonly key?: string }

/** Files, in either direction. */
const bytes = 'application/octet-stream';

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** Asks the API by what its document says, and holds what is sent and what comes back against it. */
export class CheckedApi {
  /** The operations that were asked and did what they are for. */
  readonly done = new Set<string>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(readonly address: string, readonly document: Document, readonly key: string) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, 'api');
  }

  /** Every operation with its path and method. */
  get operations(): { path: string; method: string; operation: Operation }[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  }

  /** Asks, and answers the body; fails when request or answer are not as the document says. */
  async ask(operationId: string, status: number, sent: Sent = {}): Promise<any> {
    const found = this.operations.find(({ operation }) => operation.operationId === operationId);
    if (!found) throw new Error(`The document has no operation ${operationId}.`);
    const { path, method, operation } = found;
    const given = { ...(method === 'post' && operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ? { 'Idempotency-Key': randomUUID() } : {}), ...sent.with };
    for (const { name, required } of operation.parameters ?? []) if (required && status < 400) expect(Object.keys(given), `${operationId}: the parameter ${name}`).toContain(name);
    const isFile = sent.body instanceof Uint8Array;
    if (isFile) expect(Object.keys(operation.requestBody?.content ?? {}), operationId).toContain(bytes);
    else if (status < 400 && sent.body !== undefined) this.#fits(sent.body, `/paths/${escape(path)}/${method}/requestBody/content/application~1json/schema`, operationId);

    const placed = (place: string) => Object.entries(given).filter(([name]) => operation.parameters?.find((one) => one.name === name)?.in === place);
    for (const name of Object.keys(given)) expect(operation.parameters?.map((one) => one.name), `${operationId}: an undocumented parameter`).toContain(name);
    const address = placed('path').reduce((made, [name, value]) => made.replace(`{${name}}`, encodeURIComponent(value)), this.address + path);
    const query = new URLSearchParams(placed('query').map(([name, value]) => [name, String(value)]));
    const response = await fetch(`${address}?${query}`, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${sent.key ?? this.key}`, ...(sent.body === undefined ? {} : { 'content-type': isFile ? bytes : 'application/json' }),
        ...Object.fromEntries(placed('header').map(([name, value]) => [name, String(value)])),
      },
      ...(sent.body === undefined ? {} : { body: isFile ? sent.body as Uint8Array<ArrayBuffer> : JSON.stringify(sent.body) }),
    });
    const text = await response.text();
    expect(response.status, `${operationId}: ${text}`).toBe(status);
    this.#answerFits(operation, `/paths/${escape(path)}/${method}/responses/${status}`, response, text);
    if (status < 300) this.done.add(operationId);
    return text && !response.headers.get('content-type')?.startsWith(bytes) ? JSON.parse(text) : text;
  }

  #answerFits(operation: Operation, pointer: string, response: Response, text: string): void {
    const answer = operation.responses[response.status];
    if (!answer) throw new Error(`${operation.operationId}: the status ${response.status} is not documented.`);
    const [place, told] = answer.$ref ? [answer.$ref.slice(1), this.document.components.responses[answer.$ref.split('/').at(-1)!]!] : [pointer, answer];
    if (!told.content) return void expect(text, operation.operationId).toBe('');
    const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
    expect(Object.keys(told.content), operation.operationId).toContain(type);
    if (type !== bytes) this.#fits(JSON.parse(text), `${place}/content/${escape(type)}/schema`, operation.operationId);
  }

  #fits(value: unknown, pointer: string, what: string): void {
    const check = this.#ajv.compile({ $ref: `api#${encodeURI(pointer)}` });
    expect(check(value), `${what}: ${JSON.stringify(check.errors)} in ${JSON.stringify(value)}`).toBe(true);
  }
}
