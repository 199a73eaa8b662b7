/** Why the hub refused; `disconnected` and `fault` are the client's own: no connection, and a refusal without a code. */
export type HubErrorCode =
  | 'notFound' | 'forbidden' | 'empty' | 'tooLong' | 'invalid' | 'resolved' | 'notOwner' | 'unavailable' | 'moved'
  | 'rateLimited' | 'unauthorized' | 'tooManyConnections' | 'fileGone' | 'windowClosed' | 'disconnected' | 'fault';

const codes: ReadonlySet<string> = new Set<HubErrorCode>([
  'notFound', 'forbidden', 'empty', 'tooLong', 'invalid', 'resolved', 'notOwner', 'unavailable', 'moved', 'rateLimited',
  'unauthorized', 'tooManyConnections', 'fileGone', 'windowClosed', 'disconnected',
]);

/** A refusal by the hub, or the lack of a connection to it. */
export class HubError extends Error {
  readonly code: HubErrorCode;

  constructor(code: HubErrorCode, message: string = code) {
    super(message);
    this.name = 'HubError';
    this.code = code;
  }

  /** How long the hub asks to wait, in milliseconds: the number that a `rateLimited` text ends with. Null when it names none. */
  get retryAfter(): number | null {
    const seconds = this.code === 'rateLimited' ? /(\d+)\D*$/.exec(this.message)?.[1] : undefined;
    return seconds === undefined ? null : Number(seconds) * 1000;
  }
}

/** Reads `…HubException: <code>: <text>` out of a failed call; a 401 or 403 at connecting is `unauthorized`. */
export function toHubError(error: unknown): HubError {
  if (error instanceof HubError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const refusal = /HubException: (\w+)(?:: ([\s\S]*))?$/.exec(message);
  if (refusal) {
    const [, code = '', text = ''] = refusal;
    return codes.has(code) ? new HubError(code as HubErrorCode, text) : new HubError('fault', message);
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode ?? /Status code '(\d+)'/.exec(message)?.[1];
  if (Number(status) === 401 || Number(status) === 403) return new HubError('unauthorized', message);
  if (Number(status) === 429) return new HubError('rateLimited', message);
  return new HubError(/invoking '/.test(message) ? 'fault' : 'disconnected', message);
}
