import type { Json } from '../json.ts';
import type { CardForm } from './cards.ts';

/** Who did something; the name is the one shown at that time. */
export interface Actor {
  readonly kind: 'system' | 'citizen' | 'bot' | 'agent';
  readonly id: string;
  readonly name: string | null;
}

/** A quick reply under a message, or a button of a card; its id goes back with `send` unchanged. */
export interface MessageOption {
  readonly id: string;
  readonly text: string;
  /** What choosing it says, when that is not the text on it. */
  readonly said: string | null;
  /** Where it leads: it is a link then, and nothing is sent. */
  readonly href: string | null;
}

export interface CardImage {
  readonly url: string;
  readonly alt: string | null;
}

/** What a bot shows besides words. */
export interface Card {
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly text: string | null;
  readonly images: readonly CardImage[];
  readonly buttons: readonly MessageOption[];
  /** What is to be filled in; null for nothing. */
  readonly form: CardForm | null;
}

export type Owner = 'bot' | 'queue' | 'agent' | 'none';

/** The data of each event kind, as docs/protocol.md section 2 lists them. What may be absent there is null here. */
export interface EventData {
  conversationOpened: {
    readonly citizenId: string; readonly language: string; readonly citizenName: string | null; readonly verified: boolean;
    readonly departmentId: string | null; readonly page: string | null; readonly owner: Owner;
  };
  messagePosted: {
    readonly text: string; readonly clientId: string | null; readonly optionId: string | null; readonly options: readonly MessageOption[];
    readonly cards: readonly Json[];
    readonly faqId: string | null; readonly replyToSeq: number | null; readonly attachments: readonly Attachment[];
    /** The name of the approved template that it went out as. */
    readonly template: string | null;
    /** The message that it answers or reacts to in a messenger. */
    readonly quote: Quote | null;
  };
  /** What a bot's message says from here on. */
  messageUpdated: { readonly seq: number; readonly text: string; readonly options: readonly MessageOption[]; readonly cards: readonly Json[] };
  /** A bot took a message back. */
  messageDeleted: { readonly seq: number };
  noteAdded: { readonly text: string; readonly clientId: string | null; readonly callId: string | null };
  handoffRequested: { readonly reason: string };
  queueEntered: { readonly departmentId: string; readonly preferredAgentId: string | null; readonly reason: string | null };
  agentAssigned: { readonly agentId: string; readonly agentName: string; readonly departmentId: string | null; readonly how: string };
  agentReleased: { readonly agentId: string; readonly reason: string };
  conversationTransferred: { readonly toDepartmentId: string | null; readonly toAgentId: string | null; readonly note: string | null };
  citizenIdentified: {
    readonly citizenId: string; readonly kind: string; readonly value: string; readonly verified: boolean; readonly name: string | null;
    /** Set when it is about the citizen of a conversation that is merged into this one. */
    readonly guest: string | null;
  };
  labelsChanged: { readonly added: readonly string[]; readonly removed: readonly string[] };
  priorityChanged: { readonly priority: number };
  messagesRead: { readonly upTo: number };
  faqFeedbackGiven: { readonly faqId: string; readonly helpful: boolean };
  requestRecorded: { readonly text: string };
  conversationResolved: { readonly reason: string | null };
  conversationReopened: { readonly reason: string | null };
  satisfactionRated: { readonly score: number; readonly comment: string | null };
  emailReceived: Email & {
    readonly quoted: string | null; readonly auto: boolean; readonly stranger: boolean; readonly authenticated: boolean;
    readonly rawId: string | null; readonly sentAt: string | null;
  };
  emailSent: Email & { readonly auto: boolean; readonly signature: string | null };
  emailFailed: { readonly messageId: string; readonly recipient: string; readonly status: string; readonly diagnostic: string | null };
  callRang: { readonly callId: string; readonly direction: CallDirection; readonly from: string | null; readonly to: string | null };
  callProgressed: {
    readonly callId: string; readonly step: CallStep; readonly queue: string | null; readonly agentId: string | null; readonly agentName: string | null;
    readonly to: string | null; readonly seconds: number | null;
  };
  callAnswered: {
    readonly callId: string; readonly agentId: string | null; readonly agentName: string | null; readonly queue: string | null; readonly seconds: number | null;
  };
  callEnded: {
    readonly callId: string; readonly direction: CallDirection; readonly outcome: CallOutcome; readonly seconds: number; readonly agentName: string | null;
  };
  callRecorded: { readonly callId: string; readonly fileId: string | null; readonly reference: string | null; readonly seconds: number | null };
  conversationsMerged: Merge & { readonly waitingSince: string | null };
  conversationSplit: Merge;
  cimerReceived: {
    readonly number: string; readonly kind: CimerKind; readonly receivedOn: string; readonly dueOn: string; readonly applicant: string | null; readonly subject: string;
    readonly text: string; readonly attachments: readonly Attachment[];
  };
  cimerAnswered: { readonly number: string; readonly text: string; readonly answeredOn: string };
  /** What became of the message at `seq` on its way out of the hub. */
  deliveryReported: { readonly seq: number; readonly status: DeliveryStatus; readonly code: string | null; readonly detail: string | null };
}

/** A message that another one means; `conversationId` may be an earlier one. */
export interface Quote {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: Actor['kind'];
  readonly text: string;
}

export interface EmailAddress {
  readonly address: string;
  readonly name: string | null;
}

/** Something attached; `size` in bytes. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly inline: boolean;
  readonly contentId: string | null;
}

/** What a mail that came and one that goes have in common. */
export interface Email {
  readonly messageId: string;
  readonly from: EmailAddress;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly htmlId: string | null;
  readonly attachments: readonly Attachment[];
}

export type CimerKind = 'request' | 'complaint' | 'tipOff' | 'suggestion' | 'information' | 'thanks';

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed';

export type CallDirection = 'in' | 'out';
export type CallStep = 'queued' | 'offered' | 'declined' | 'held' | 'resumed' | 'transferred' | 'abandoned' | 'left';
export type CallOutcome = 'answered' | 'busy' | 'noAnswer' | 'failed' | 'abandoned';

/** Two conversations that are (no longer) one; `role` is that of the conversation in whose timeline it stands. */
export interface Merge {
  readonly role: 'source' | 'target';
  readonly sourceId: string;
  readonly sourceNumber: number;
  readonly targetId: string;
  readonly targetNumber: number;
}

export type EventKind = keyof EventData;

/** One place in the timeline. `at` is ISO 8601 in UTC. */
interface Envelope {
  readonly seq: number;
  readonly at: string;
  readonly by: Actor;
  readonly channel: string;
}

type KnownEvent = { [K in EventKind]: Envelope & { readonly kind: K; readonly data: EventData[K] } }[EventKind];

/** Something for staff only: it holds its place in the sequence and shows nothing. */
type HiddenEvent = Omit<Envelope, 'by' | 'channel'> & { readonly kind: 'hidden' };

/** A kind of a newer hub, or one whose data is not as promised: kept in its place, and skipped. */
type UnknownEvent = Omit<Envelope, 'by' | 'channel'> & { readonly kind: 'unknown'; readonly name: string };

export type TimelineEvent = KnownEvent | HiddenEvent | UnknownEvent;

/** An event of one known kind. */
export type EventOf<K extends EventKind> = Extract<TimelineEvent, { kind: K }>;

/** Pushed and forgotten. */
export type Signal =
  | { readonly kind: 'typing'; readonly by: Actor; readonly typing: boolean; /** What a bot has written so far. */ readonly text: string | null }
  | { readonly kind: 'queue'; readonly position: number; readonly waitSeconds: number | null; readonly agentsOnline: number }
  | { readonly kind: 'presence'; readonly by: Actor; readonly online: boolean };

/** A run of events in ascending order, and where the conversation stood when it was made. */
export interface TimelinePage {
  readonly entries: readonly TimelineEvent[];
  readonly lastSeq: number;
  readonly gap: boolean;
  readonly summary: Summary | null;
}

/** What a command left behind; `seq` 0 when nothing had to change. */
export interface Receipt {
  readonly seq: number;
  readonly at: string;
}

/**
 * What lists show of a conversation. A citizen gets a part of it; what was not sent is null (numbers: 0, lists: empty).
 */
export interface Summary {
  readonly id: string | null;
  readonly number: number | null;
  readonly owner: Owner;
  readonly departmentId: string | null;
  readonly agentId: string | null;
  readonly agentName: string | null;
  readonly citizenId: string | null;
  readonly citizenName: string | null;
  readonly verified: boolean;
  readonly channel: string | null;
  readonly language: string | null;
  readonly preview: string | null;
  readonly previewBy: Actor['kind'] | null;
  readonly openedAt: string | null;
  readonly lastAt: string | null;
  readonly waitingSince: string | null;
  readonly queuedAt: string | null;
  readonly unread: number;
  readonly priority: number;
  readonly labels: readonly string[];
  readonly rating: number | null;
  readonly lastSeq: number;
  readonly position: number;
  /** The conversation that goes on for this one. */
  readonly mergedInto: string | null;
}
