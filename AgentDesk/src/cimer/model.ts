import type { Summary } from '../hub/model';

export const CIMER_KINDS = ['request', 'complaint', 'tipOff', 'suggestion', 'information', 'thanks'] as const;
export type CimerKind = (typeof CIMER_KINDS)[number];

/** An application as it is keyed in; dates are `yyyy-mm-dd`. */
export interface CimerApplication {
  readonly number: string | null;
  readonly kind: CimerKind;
  readonly receivedOn: string | null;
  readonly dueOn?: string | null;
  readonly applicant?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly subject?: string | null;
  readonly text: string | null;
  readonly department?: string | null;
  /** Ids of uploads. */
  readonly files?: readonly string[];
}

/** What the hub did with one. */
export interface Recorded {
  readonly number: string;
  readonly conversationId?: string | null;
  readonly known: boolean;
  readonly faults: readonly string[];
}

/** A file as the hub reads it, before anything is recorded. */
export interface Preview {
  readonly columns: readonly { readonly heading: string; readonly field?: string | null }[];
  readonly rows: readonly PreviewRow[];
  readonly encoding: string;
  readonly separator: string;
}

export interface PreviewRow {
  readonly line: number;
  readonly application: CimerApplication;
  readonly cells: readonly string[];
  readonly faults: readonly string[];
}

export const FIELDS = ['number', 'kind', 'receivedOn', 'dueOn', 'applicant', 'phone', 'email', 'subject', 'text', 'department'] as const;
export const NEEDED: readonly string[] = ['number', 'receivedOn', 'text'];

/** Unanswered ones by their term, the nearest first; answered ones behind, the latest first. */
export const byTerm = (rows: readonly Summary[]): readonly Summary[] => [...rows].sort((a, b) => {
  const [one, other] = [a.cimer!, b.cimer!];
  if (!one.answeredOn !== !other.answeredOn) return one.answeredOn ? 1 : -1;
  return one.answeredOn ? b.position - a.position : one.dueOn.localeCompare(other.dueOn);
});

/** Whole days from one date to another; negative when it has passed. */
export const daysUntil = (date: string, today: string) => Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);

/** The day it is here, as `yyyy-mm-dd`. */
export const dayOf = (now: number) => {
  const date = new Date(now);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
};
