/** Who holds the turn of a conversation; `none` when it is resolved. */
export type Owner = 'bot' | 'queue' | 'agent' | 'none';

/** What an agent chose, or what the hub found out. */
export type Presence = 'available' | 'busy' | 'away' | 'offline';

/** A role of an account. */
export type Role = 'agent' | 'supervisor' | 'administrator' | 'auditor';

/** What lists show of a conversation (protocol, section 2). Times are ISO 8601 in UTC. */
export interface Summary {
  readonly id: string;
  readonly number: number;
  readonly owner: Owner;
  readonly departmentId?: string | null;
  readonly agentId?: string | null;
  readonly agentName?: string | null;
  readonly citizenId: string;
  readonly citizenName?: string | null;
  readonly verified: boolean;
  readonly channel: string;
  readonly language: string;
  readonly preview?: string | null;
  readonly previewBy?: string | null;
  readonly openedAt: string;
  readonly lastAt: string;
  readonly waitingSince?: string | null;
  readonly queuedAt?: string | null;
  readonly unread: number;
  readonly priority: number;
  readonly labels: readonly string[];
  readonly rating?: number | null;
  readonly lastSeq: number;
  readonly position: number;
  /** The conversation that goes on for this one. */
  readonly mergedInto?: string | null;
  /** Somebody called in vain and is to be called back. */
  readonly callBack?: { readonly number?: string | null; readonly since: string; readonly calls: number } | null;
  /** Where an answer goes, when that is not the channel on which it was opened. */
  readonly replyChannel?: string | null;
  /** Until when an answer can go there; without it at any time. */
  readonly replyUntil?: string | null;
  readonly cimer?: CimerFile | null;
}

/** Where a CİMER application stands; dates are `yyyy-mm-dd`. */
export interface CimerFile {
  readonly number: string;
  readonly kind: 'request' | 'complaint' | 'tipOff' | 'suggestion' | 'information' | 'thanks';
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly answeredOn?: string | null;
}

/** A conversation that the agent may no longer see. */
export interface Gone {
  readonly id: string;
  readonly gone: true;
  readonly position: number;
}

/** The answer of `inbox` and, without `reset`, its push. */
export interface InboxPage {
  readonly reset?: boolean;
  readonly cursor: number;
  readonly conversations: readonly (Summary | Gone)[];
}

/** An agent as routing sees one. */
export interface AgentState {
  readonly agentId: string;
  readonly name: string;
  readonly presence: Presence;
  readonly capacity: number;
  readonly conversations: readonly string[];
  readonly departments: readonly string[];
  readonly languages: readonly string[];
  /** What the agent does on the telephone; who talks or wraps up is busy. */
  readonly phone?: 'free' | 'ringing' | 'talking' | 'wrapUp';
  /** The presence without the telephone. */
  readonly chosen?: Presence;
}

/** A conversation offered to this agent until `until`. */
export interface Offer {
  readonly conversationId: string;
  readonly departmentId: string;
  readonly queuedAt: string;
  readonly until: string;
}

/** A department's queue and people. `waitSeconds` is null when there is nothing to estimate from. */
export interface QueueStatus {
  readonly departmentId: string;
  readonly waiting: number;
  readonly oldestQueuedAt?: string | null;
  readonly waitSeconds?: number | null;
  readonly agents: readonly AgentState[];
}

/** The signed-in account. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
  readonly language?: string | null;
  readonly capacity: number;
  readonly mustChangePassword: boolean;
  readonly twoFactor: boolean;
  /** The phone at the telephone exchange; null without one. */
  readonly extension?: string | null;
}

/** A department as the desk shows it. */
export interface Department {
  readonly id: string;
  readonly name: { readonly tr: string; readonly en: string };
  readonly color: string;
  readonly open: boolean;
  readonly hours?: string | null;
}

/** A citizen and the earlier conversations. */
export interface Citizen {
  readonly profile: {
    readonly citizenId: string;
    readonly name?: string | null;
    readonly identities: readonly { readonly kind: string; readonly value: string; readonly verified: boolean }[];
    readonly firstSeenAt: string;
  };
  readonly conversations: readonly Summary[];
}

/** A canned answer; `departmentId` null is the agent's own, `*` is for all. */
export interface Canned {
  readonly id: string;
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
  readonly departmentId?: string | null;
  readonly language?: string | null;
}
