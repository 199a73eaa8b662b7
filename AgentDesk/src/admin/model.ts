import type { Role } from '../hub/model';

/** A curated question and its answers (protocol, section 8). Dates are `yyyy-mm-dd`, both ends included. */
export interface FaqEntry {
  readonly id: string;
  readonly category: string;
  readonly departmentId: string | null;
  readonly enabled: boolean;
  readonly owner: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly reviewedAt: string | null;
  readonly wordings: readonly { readonly language: string; readonly text: string }[];
  readonly answers: { readonly tr: string; readonly en: string | null; readonly ar?: string | null };
}

/** What the bot would do with a question. */
export interface FaqTry {
  readonly decision: 'answer' | 'choose' | 'rephrase' | 'person' | 'emergency';
  readonly text: string | null;
  readonly candidates: readonly { readonly faqId: string; readonly wording: string; readonly score: number }[];
}

/** A department as administrators keep it. */
export interface DepartmentRecord {
  readonly id: string;
  readonly name: { readonly tr: string; readonly en: string };
  readonly color: string;
  readonly position: number;
}

/** An account as administrators keep it. */
export interface AgentRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
  readonly capacity: number;
  readonly languages: readonly string[];
  readonly active: boolean;
  /** The phone at the telephone exchange; null without one. */
  readonly extension?: string | null;
  /** Whether a code is asked for at the sign-in; only answered, never sent. */
  readonly twoFactor: boolean;
}

/** A part of a day, `hh:mm`, `to` up to `24:00`. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** The days as hours name them, Monday first. */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** A day off, or with hours of its own. */
export interface Holiday {
  readonly date: string;
  readonly name: string;
  readonly closed: boolean;
  readonly intervals: readonly Interval[];
}

/** When a department is open. */
export interface Hours {
  readonly timeZone: string;
  readonly weekly: Readonly<Record<Day, readonly Interval[]>>;
  readonly holidays: readonly Holiday[];
}

/** Something that somebody changed or saw. */
export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly detail: string | null;
}
