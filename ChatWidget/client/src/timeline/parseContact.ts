import { flag, isObject, list, number, numberOrNull, object, oneOf, text, textOrNull, type Json } from '../json.ts';
import { attachmentsOf } from './attachments.ts';
import type { Email, EmailAddress, EventData, Merge } from './events.ts';

const directions = ['in', 'out'] as const;
const steps = ['queued', 'offered', 'declined', 'held', 'resumed', 'transferred', 'abandoned', 'left'] as const;
const kinds = ['request', 'complaint', 'tipOff', 'suggestion', 'information', 'thanks'] as const;
const outcomes = ['answered', 'busy', 'noAnswer', 'failed', 'abandoned'] as const;

function addressOf(item: unknown): EmailAddress {
  const json = object(item, 'address');
  return { address: text(json, 'address'), name: textOrNull(json, 'name') };
}

function emailOf(json: Json): Email {
  return {
    messageId: text(json, 'messageId'), from: addressOf(json['from']), to: list(json, 'to', addressOf), cc: list(json, 'cc', addressOf),
    subject: text(json, 'subject'), text: text(json, 'text'), htmlId: textOrNull(json, 'htmlId'),
    attachments: attachmentsOf(json),
  };
}

function mergeOf(json: Json): Merge {
  return {
    role: oneOf(json, 'role', ['source', 'target']), sourceId: text(json, 'sourceId'), sourceNumber: number(json, 'sourceNumber'),
    targetId: text(json, 'targetId'), targetNumber: number(json, 'targetNumber'),
  };
}

export type ContactKind = 'emailReceived' | 'emailSent' | 'emailFailed' | 'callRang' | 'callProgressed' | 'callAnswered' | 'callEnded' | 'callRecorded'
  | 'conversationsMerged' | 'conversationSplit' | 'deliveryReported' | 'cimerReceived' | 'cimerAnswered';

/** Readers of mails, calls, merges and deliveries. They throw ShapeError. */
export const contactReaders: { readonly [K in ContactKind]: (json: Json) => EventData[K] } = {
  emailReceived: json => {
    const flags = isObject(json['flags']) ? json['flags'] : {};
    return {
      ...emailOf(json), quoted: textOrNull(json, 'quoted'), auto: flag(flags, 'auto'), stranger: flag(flags, 'stranger'),
      authenticated: flag(flags, 'authenticated'), rawId: textOrNull(json, 'rawId'), sentAt: textOrNull(json, 'sentAt'),
    };
  },
  emailSent: json => ({ ...emailOf(json), auto: flag(json, 'auto'), signature: textOrNull(json, 'signature') }),
  emailFailed: json => ({
    messageId: text(json, 'messageId'), recipient: text(json, 'recipient'), status: text(json, 'status'), diagnostic: textOrNull(json, 'diagnostic'),
  }),
  callRang: json => ({
    callId: text(json, 'callId'), direction: oneOf(json, 'direction', directions), from: textOrNull(json, 'from'), to: textOrNull(json, 'to'),
  }),
  callProgressed: json => ({
    callId: text(json, 'callId'), step: oneOf(json, 'step', steps), queue: textOrNull(json, 'queue'), agentId: textOrNull(json, 'agentId'),
    agentName: textOrNull(json, 'agentName'), to: textOrNull(json, 'to'), seconds: numberOrNull(json, 'seconds'),
  }),
  callAnswered: json => ({
    callId: text(json, 'callId'), agentId: textOrNull(json, 'agentId'), agentName: textOrNull(json, 'agentName'), queue: textOrNull(json, 'queue'),
    seconds: numberOrNull(json, 'seconds'),
  }),
  callEnded: json => ({
    callId: text(json, 'callId'), direction: oneOf(json, 'direction', directions), outcome: oneOf(json, 'outcome', outcomes),
    seconds: numberOrNull(json, 'seconds') ?? 0, agentName: textOrNull(json, 'agentName'),
  }),
  callRecorded: json => ({
    callId: text(json, 'callId'), fileId: textOrNull(json, 'fileId'), reference: textOrNull(json, 'reference'), seconds: numberOrNull(json, 'seconds'),
  }),
  conversationsMerged: json => ({ ...mergeOf(json), waitingSince: textOrNull(json, 'waitingSince') }),
  conversationSplit: mergeOf,
  cimerReceived: json => ({
    number: text(json, 'number'), kind: oneOf(json, 'kind', kinds), receivedOn: text(json, 'receivedOn'), dueOn: text(json, 'dueOn'), applicant: textOrNull(json, 'applicant'),
    subject: text(json, 'subject'), text: text(json, 'text'), attachments: attachmentsOf(json),
  }),
  cimerAnswered: json => ({ number: text(json, 'number'), text: text(json, 'text'), answeredOn: text(json, 'answeredOn') }),
  deliveryReported: json => ({
    seq: number(json, 'seq'), status: oneOf(json, 'status', ['sent', 'delivered', 'read', 'failed']), code: textOrNull(json, 'code'), detail: textOrNull(json, 'detail'),
  }),
};
