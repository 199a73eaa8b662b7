import { HubError, type HubErrorCode } from '../connection/hubError.ts';
import { isObject } from '../json.ts';
import { parseUploaded, type SendFile } from './upload.ts';

/** The part of the browser's XMLHttpRequest that is needed: fetch tells nothing of the progress of what is sent. */
interface Xhr {
  readonly upload: { onprogress: ((event: { readonly loaded: number; readonly total: number }) => void) | null };
  readonly status: number;
  readonly responseText: string;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  ontimeout: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getResponseHeader(name: string): string | null;
  send(body: unknown): void;
  abort(): void;
}

declare const XMLHttpRequest: new () => Xhr;

/** Uploads to the hub by XMLHttpRequest. `headers` are asked for each time: a token may have been renewed. */
export function sendByXhr(url: string, headers: () => Readonly<Record<string, string>>): SendFile {
  return (file, progress, signal) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const gone = (): void => reject(new HubError('disconnected', 'The upload was interrupted.'));
    signal.addEventListener('abort', () => request.abort());
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onerror = gone;
    request.ontimeout = gone;
    request.onload = () => {
      try {
        if (request.status === 201) resolve(parseUploaded(JSON.parse(request.responseText)));
        else reject(refusalOf(request));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.send(file);
  });
}

function refusalOf(request: Xhr): HubError {
  const { code, detail } = problemOf(request.responseText);
  const text = `${typeof detail === 'string' ? detail : ''} ${request.getResponseHeader('Retry-After') ?? ''}`;
  if (typeof code === 'string') return new HubError(code as HubErrorCode, text);
  // A proxy in between answers with a page of its own.
  return new HubError((request.status === 413 ? 'tooLarge' : request.status >= 500 ? 'unavailable' : 'fault') as HubErrorCode, text);
}

function problemOf(body: string): { readonly code?: unknown; readonly detail?: unknown } {
  try {
    const problem: unknown = JSON.parse(body);
    return isObject(problem) ? problem : {};
  } catch {
    return {};
  }
}
