import fc from 'fast-check';

type WireEvent = { seq: number; at: string; kind: string; by?: unknown; channel?: string; data?: Record<string, unknown> };

const citizen = { kind: 'citizen', id: 'v-1', name: 'Ayşe' };
const agent = { kind: 'agent', id: 'a-1', name: 'Deniz' };
const bot = { kind: 'bot', id: 'faq', name: null };
const hub = { kind: 'system', id: 'hub' };

const word = fc.constantFrom('çöp', 'su', 'yol', 'ışık', 'İ');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const id = fc.constantFrom('x1', 'x2', 'x3');
const actor = fc.constantFrom(citizen, agent, bot, hub);

/** Data of every kind in docs/protocol.md, a staff-only place, and a kind from the future. */
const data: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  conversationOpened: fc.record({ citizenId: id, language: word, citizenName: maybe(word), verified: fc.boolean(), departmentId: maybe(id), owner: fc.constant('bot') }),
  messagePosted: fc.record({ text: word, clientId: id, optionId: maybe(id), options: fc.array(fc.record({ id, text: word }), { maxLength: 2 }), faqId: maybe(id) }),
  noteAdded: fc.record({ text: word, clientId: id }),
  handoffRequested: fc.record({ reason: fc.constantFrom('asked', 'angry') }),
  queueEntered: fc.record({ departmentId: id, preferredAgentId: maybe(id) }),
  agentAssigned: fc.record({ agentId: id, agentName: word, departmentId: maybe(id), how: fc.constant('taken') }),
  agentReleased: fc.record({ agentId: id, reason: fc.constant('returned') }),
  conversationTransferred: fc.record({ toDepartmentId: maybe(id), toAgentId: maybe(id), note: maybe(word) }),
  citizenIdentified: fc.record({ citizenId: id, kind: fc.constantFrom('phone', 'name'), value: word, verified: fc.boolean(), name: maybe(word) }),
  labelsChanged: fc.record({ added: fc.uniqueArray(word), removed: fc.uniqueArray(word) }),
  priorityChanged: fc.record({ priority: fc.integer({ min: -1, max: 2 }) }),
  messagesRead: fc.record({ upTo: fc.integer({ min: 1, max: 30 }) }),
  faqFeedbackGiven: fc.record({ faqId: id, helpful: fc.boolean() }),
  requestRecorded: fc.record({ text: word }),
  conversationResolved: fc.record({ reason: maybe(word) }),
  conversationReopened: fc.record({ reason: maybe(word) }),
  satisfactionRated: fc.record({ score: fc.integer({ min: 1, max: 5 }), comment: maybe(word) }),
  hidden: fc.constant({}),
  mailArrivedByPigeon: fc.record({ wings: fc.constant(2) }),
};

export const kinds = Object.keys(data);

const step = fc.constantFrom(...kinds).chain(kind => fc.record({ kind: fc.constant(kind), by: actor, data: data[kind]! }));

/** A whole conversation's log, opened first, `must` among the rest if given. */
export function logOf(must?: string): fc.Arbitrary<WireEvent[]> {
  const steps = (kind: string) => fc.record({ kind: fc.constant(kind), by: actor, data: data[kind]! });
  const rest = fc.array(step, { minLength: 1, maxLength: 30 });
  const withMust = must
    ? fc.tuple(rest, steps(must), fc.nat()).map(([others, one, at]) => others.toSpliced(at % (others.length + 1), 0, one))
    : rest;
  return fc.tuple(steps('conversationOpened'), withMust).map(([opened, others]) => [opened, ...others].map((one, index) => {
    const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
    return one.kind === 'hidden' ? { seq: index + 1, at, kind: 'hidden' } : { seq: index + 1, at, channel: 'chat', ...one };
  }));
}

/** The hub's side of the protocol over such a log, written apart from the client's fold. */
export class ConversationModel {
  readonly #log: readonly WireEvent[];
  readonly #page: number;

  /** `page`: how many entries an answer holds, and how far back a caller may be before it gets a gap. */
  constructor(log: readonly WireEvent[], page: number) {
    this.#log = log;
    this.#page = page;
  }

  join(afterSeq: number, lastSeq: number) {
    const log = this.#log.slice(0, lastSeq);
    const gap = afterSeq > 0 && lastSeq - afterSeq > this.#page;
    const entries = gap || afterSeq === 0 ? log.slice(-this.#page) : log.slice(afterSeq);
    return { entries, lastSeq, gap, summary: lastSeq === 0 ? null : this.#summary(log), open: lastSeq > 0 };
  }

  #summary(log: readonly WireEvent[]): Record<string, unknown> {
    const row: Record<string, unknown> & { labels: string[] } = { labels: [] };
    const own = (owner: string) => {
      row['owner'] = owner;
      if (owner !== 'queue') row['queuedAt'] = null;
      if (owner !== 'agent') row['agentId'] = row['agentName'] = null;
    };
    for (const { kind, seq, at, channel, data: given = {} } of log) {
      if (kind === 'conversationOpened') {
        Object.assign(row, { priority: 0, rating: null, labels: [], openedAt: at, channel });
        for (const name of ['citizenId', 'citizenName', 'verified', 'language', 'departmentId']) row[name] = given[name];
        own('bot');
      }
      if (kind === 'queueEntered') { own('queue'); row['departmentId'] = given['departmentId']; row['queuedAt'] = at; }
      if (kind === 'agentAssigned') {
        own('agent');
        row['agentId'] = given['agentId'];
        row['agentName'] = given['agentName'];
        row['departmentId'] = given['departmentId'] ?? row['departmentId'];
      }
      if (kind === 'agentReleased') row['agentId'] = row['agentName'] = null;
      if (kind === 'conversationResolved') own('none');
      if (kind === 'conversationReopened') own('bot');
      if (kind === 'citizenIdentified') {
        if (given['name'] !== null) row['citizenName'] = given['name'];
        else if (given['kind'] === 'name') row['citizenName'] = given['value'];
        if (given['verified']) Object.assign(row, { verified: true, citizenId: given['citizenId'] });
      }
      if (kind === 'labelsChanged') {
        const set = new Set(row.labels);
        for (const label of given['removed'] as string[]) set.delete(label);
        for (const label of given['added'] as string[]) set.add(label);
        row.labels = [...set];
      }
      if (kind === 'priorityChanged') row['priority'] = given['priority'];
      if (kind === 'satisfactionRated') row['rating'] = given['score'];
      row['lastSeq'] = seq;
      row['lastAt'] = at;
    }
    return row;
  }
}
