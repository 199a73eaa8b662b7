import { flag, isObject, list, number, numberOrNull, object, oneOf, ShapeError, text, textOrNull, type Json } from '../json.ts';
import { attachmentsOf } from './attachments.ts';
import type { Actor, EventData, EventKind, TimelineEvent } from './events.ts';
import { optionOf } from './parseOption.ts';
import { contactReaders, type ContactKind } from './parseContact.ts';

export const actorKinds = ['system', 'citizen', 'bot', 'agent'] as const;
const owners = ['bot', 'queue', 'agent', 'none'] as const;

/** Unread: `cardOf` reads them where they are drawn. */
const cardsOf = (json: Json) => list(json, 'cards', card => object(card, 'cards'));
const quoteOf = (json: Json) => ({ conversationId: text(json, 'conversationId'), seq: number(json, 'seq'), by: oneOf(json, 'by', actorKinds), text: text(json, 'text') });

type Readers = { readonly [K in EventKind]: (json: Json) => EventData[K] };

const readers: Omit<Readers, ContactKind> & Partial<Readers> = {
  conversationOpened: json => ({
    citizenId: text(json, 'citizenId'), language: text(json, 'language'), citizenName: textOrNull(json, 'citizenName'),
    verified: flag(json, 'verified'), departmentId: textOrNull(json, 'departmentId'), page: textOrNull(json, 'page'),
    owner: json['owner'] === undefined ? 'bot' : oneOf(json, 'owner', owners),
  }),
  messagePosted: json => ({
    text: text(json, 'text'), clientId: textOrNull(json, 'clientId'), optionId: textOrNull(json, 'optionId'),
    options: list(json, 'options', optionOf), cards: cardsOf(json),
    faqId: textOrNull(json, 'faqId'), replyToSeq: numberOrNull(json, 'replyToSeq'), attachments: attachmentsOf(json),
    template: isObject(json['template']) ? textOrNull(json['template'], 'name') : null,
    quote: isObject(json['quote']) ? quoteOf(json['quote']) : null,
  }),
  messageUpdated: json => ({
    seq: number(json, 'seq'), text: text(json, 'text'), options: list(json, 'options', optionOf), cards: cardsOf(json),
  }),
  messageDeleted: json => ({ seq: number(json, 'seq') }),
  noteAdded: json => ({ text: text(json, 'text'), clientId: textOrNull(json, 'clientId'), callId: textOrNull(json, 'callId') }),
  handoffRequested: json => ({ reason: text(json, 'reason') }),
  queueEntered: json => ({
    departmentId: text(json, 'departmentId'), preferredAgentId: textOrNull(json, 'preferredAgentId'), reason: textOrNull(json, 'reason'),
  }),
  agentAssigned: json => ({
    agentId: text(json, 'agentId'), agentName: text(json, 'agentName'), departmentId: textOrNull(json, 'departmentId'), how: text(json, 'how'),
  }),
  agentReleased: json => ({ agentId: text(json, 'agentId'), reason: text(json, 'reason') }),
  conversationTransferred: json => ({
    toDepartmentId: textOrNull(json, 'toDepartmentId'), toAgentId: textOrNull(json, 'toAgentId'), note: textOrNull(json, 'note'),
  }),
  citizenIdentified: json => ({
    citizenId: text(json, 'citizenId'), kind: text(json, 'kind'), value: text(json, 'value'), verified: flag(json, 'verified'),
    name: textOrNull(json, 'name'), guest: textOrNull(json, 'guest'),
  }),
  labelsChanged: json => ({ added: list(json, 'added', String), removed: list(json, 'removed', String) }),
  priorityChanged: json => ({ priority: number(json, 'priority') }),
  messagesRead: json => ({ upTo: number(json, 'upTo') }),
  faqFeedbackGiven: json => ({ faqId: text(json, 'faqId'), helpful: flag(json, 'helpful') }),
  requestRecorded: json => ({ text: text(json, 'text') }),
  conversationResolved: json => ({ reason: textOrNull(json, 'reason') }),
  conversationReopened: json => ({ reason: textOrNull(json, 'reason') }),
  satisfactionRated: json => ({ score: number(json, 'score'), comment: textOrNull(json, 'comment') }),
};

/** Lets mails, calls, merges and applications be read as what they are. Only staff are shown them, so the citizens' chat saves their weight: there they are unknown. */
export function readStaffEvents(): void {
  Object.assign(readers, contactReaders);
}

/** Throws {@link ShapeError}. */
export function parseActor(value: unknown): Actor {
  const json = object(value, 'by');
  return { kind: oneOf(json, 'kind', actorKinds), id: text(json, 'id'), name: textOrNull(json, 'name') };
}

/**
 * An event as it came. Kinds that are not known, and known ones with bad data, become `unknown`, which keeps the sequence whole.
 * Throws {@link ShapeError} only when there is no usable sequence: then there is nothing to keep it by.
 */
export function parseEvent(value: unknown): TimelineEvent {
  const json = object(value, 'event');
  const seq = number(json, 'seq');
  if (!Number.isSafeInteger(seq) || seq < 1) throw new ShapeError('seq', 'a sequence');
  const at = typeof json['at'] === 'string' ? json['at'] : '';
  const kind = String(json['kind']);
  if (kind === 'hidden') return { seq, at, kind };
  const read = Object.hasOwn(readers, kind) ? readers[kind as EventKind] : undefined;
  try {
    if (!read) return { seq, at, kind: 'unknown', name: kind };
    const data = read(isObject(json['data']) ? json['data'] : {});
    return { seq, at, kind, by: parseActor(json['by']), channel: textOrNull(json, 'channel') ?? '', data } as TimelineEvent;
  } catch (error) {
    if (error instanceof ShapeError) return { seq, at, kind: 'unknown', name: kind };
    throw error;
  }
}
