import { flag, list, number, numberOrNull, object, oneOf, textOrNull, type Json } from '../json.ts';
import type { Receipt, Signal, Summary, TimelinePage } from './events.ts';
import { actorKinds, parseActor, parseEvent } from './parseEvent.ts';

/** The answer to `join`, `open` and `page`. Throws ShapeError. */
export function parsePage(value: unknown): TimelinePage {
  const json = object(value, 'page');
  return {
    entries: [...list(json, 'entries', parseEvent)].sort((a, b) => a.seq - b.seq),
    lastSeq: number(json, 'lastSeq'),
    gap: flag(json, 'gap'),
    summary: json['summary'] === undefined || json['summary'] === null ? null : parseSummary(json['summary']),
  };
}

/** Throws ShapeError. */
export function parseSummary(value: unknown): Summary {
  const json = object(value, 'summary');
  return {
    id: textOrNull(json, 'id'),
    number: numberOrNull(json, 'number'),
    owner: oneOf(json, 'owner', ['bot', 'queue', 'agent', 'none']),
    departmentId: textOrNull(json, 'departmentId'),
    agentId: textOrNull(json, 'agentId'),
    agentName: textOrNull(json, 'agentName'),
    citizenId: textOrNull(json, 'citizenId'),
    citizenName: textOrNull(json, 'citizenName'),
    verified: flag(json, 'verified'),
    channel: textOrNull(json, 'channel'),
    language: textOrNull(json, 'language'),
    preview: textOrNull(json, 'preview'),
    previewBy: json['previewBy'] === undefined || json['previewBy'] === null
      ? null
      : oneOf(json, 'previewBy', actorKinds),
    openedAt: textOrNull(json, 'openedAt'),
    lastAt: textOrNull(json, 'lastAt'),
    waitingSince: textOrNull(json, 'waitingSince'),
    queuedAt: textOrNull(json, 'queuedAt'),
    unread: numberOrNull(json, 'unread') ?? 0,
    priority: numberOrNull(json, 'priority') ?? 0,
    labels: list(json, 'labels', String),
    rating: numberOrNull(json, 'rating'),
    lastSeq: numberOrNull(json, 'lastSeq') ?? 0,
    position: numberOrNull(json, 'position') ?? 0,
    mergedInto: textOrNull(json, 'mergedInto'),
  };
}

/** Null for a kind of signal that is not known. Throws ShapeError. */
export function parseSignal(value: unknown): Signal | null {
  const json: Json = object(value, 'signal');
  switch (json['kind']) {
    case 'typing':
      return { kind: 'typing', by: parseActor(json['by']), typing: flag(json, 'typing'), text: textOrNull(json, 'text') };
    case 'queue':
      return {
        kind: 'queue', position: number(json, 'position'), waitSeconds: numberOrNull(json, 'waitSeconds'),
        agentsOnline: numberOrNull(json, 'agentsOnline') ?? 0,
      };
    case 'presence':
      return { kind: 'presence', by: parseActor(json['by']), online: flag(json, 'online') };
    default:
      return null;
  }
}

/** Throws ShapeError. */
export function parseReceipt(value: unknown): Receipt {
  const json = object(value, 'receipt');
  return { seq: number(json, 'seq'), at: textOrNull(json, 'at') ?? '' };
}
