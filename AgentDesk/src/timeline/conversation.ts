import { TimelineFeed, lastMessageSeq, type HubError, type Outbox, type OutboxChange, type OutboxItem, type ShapeError, type TimelineState } from '@contacthub/client';
import type { HeldMessages } from '@contacthub/client/files';
import { signal, type ReadonlySignal } from '@preact/signals';
import { call, connection, onOnline, willPass } from '../hub/connection';
import { tellError } from '../ui/toasts';
import type { Outgoing } from './outbox';

const noteAnswers = (state: TimelineState) =>
  new Set(state.entries.flatMap((event) => (event.kind === 'noteAdded' && event.data.clientId ? [event.data.clientId] : [])));

/**
 * One conversation on the screen: its live timeline, kept whole by the shared feed, with what this agent's outbox still holds for it.
 * Made when it is opened, {@link OpenConversation.close}d when another one is.
 */
export class OpenConversation {
  readonly #feed: TimelineFeed;
  readonly #state;
  readonly #failure = signal<HubError | ShapeError | null>(null);
  readonly #notes = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #readUpTo = 0;

  constructor(readonly id: string, readonly outbox: Outbox, readonly held: HeldMessages) {
    this.#feed = new TimelineFeed({
      join: (after) => this.#open(after),
      page: (before, limit) => call('page', id, before, limit),
      onError: (error) => (this.#failure.value = error),
    });
    this.#state = signal<TimelineState>(this.#feed.state);
    for (const item of [...outbox.items(id), ...held.items(id)]) this.#echo(item);
    this.#stops.push(
      this.#feed.subscribe((state) => this.#show(state)),
      outbox.onChange((change) => change.item.lane === id && this.#follow(change)),
      held.onHeld((item) => item.lane === id && this.#echo(item)),
      connection.on('events', (of, events) => of === id && this.#feed.receive(events)),
      connection.on('signal', (of, value) => of === id && this.#feed.receiveSignal(value)),
      onOnline(() => void this.#feed.sync()),
    );
    this.#state.value = this.#feed.state;
  }

  /** What the screen shows. */
  get state(): ReadonlySignal<TimelineState> {
    return this.#state;
  }

  /** Why the conversation can't be shown; null while all is well. */
  get failure(): ReadonlySignal<HubError | ShapeError | null> {
    return this.#failure;
  }

  /** Whether something that is still being sent is a note. */
  readonly isNote = (clientId: string) => this.#notes.has(clientId);

  /** Fetches a page of older entries. */
  older = () => this.#feed.older();

  /** Tells the citizen, through the hub, that everything on the screen was read. */
  markRead(): void {
    const upTo = lastMessageSeq(this.#feed.state, 'citizen');
    if (upTo <= this.#readUpTo || connection.state !== 'online') return;
    this.#readUpTo = upTo;
    call('read', this.id, upTo).catch((thrown: unknown) => {
      this.#readUpTo = 0;
      if (!willPass(thrown)) tellError(thrown);
    });
  }

  /** Leaves the conversation; the hub stops pushing its events to this screen. */
  close(): void {
    this.#stops.forEach((stop) => stop());
    // When the connection is gone, so is the subscription.
    call('close', this.id).catch((thrown: unknown) => { if (!willPass(thrown)) tellError(thrown); });
  }

  async #open(after: number): Promise<unknown> {
    const answer = await call<{ citizenOnline?: boolean; summary?: { citizenId: string; citizenName?: string | null } | null }>('open', this.id, after);
    const { summary } = answer;
    // From here on the hub tells when this changes; the feed has one way to hear of it.
    if (summary) this.#feed.receiveSignal({ kind: 'presence', by: { kind: 'citizen', id: summary.citizenId, name: summary.citizenName ?? null }, online: answer.citizenOnline ?? false });
    return answer;
  }

  #show(state: TimelineState): void {
    if (this.#notes.size > 0) {
      const answered = noteAnswers(state);
      const done = state.echoes.find((echo) => answered.has(echo.clientId));
      if (done) return this.#feed.dispatch({ type: 'discard', clientId: done.clientId });
    }
    this.#state.value = state;
  }

  #echo(item: OutboxItem): void {
    if (item.method === 'note') this.#notes.add(item.clientId);
    const { text, files } = item.payload as Outgoing;
    const status = item.failure === null ? 'sending' : 'failed';
    this.#feed.dispatch({ type: 'echo', echo: { clientId: item.clientId, text, files, at: new Date(item.at).toISOString(), status, code: item.failure } });
  }

  #follow(change: OutboxChange): void {
    const { clientId } = change.item;
    switch (change.kind) {
      case 'sent': return this.#feed.dispatch({ type: 'receipt', clientId, receipt: change.receipt });
      case 'failed': return this.#feed.dispatch({ type: 'failed', clientId, code: change.item.failure ?? 'fault' });
      case 'discarded': return this.#feed.dispatch({ type: 'discard', clientId });
      case 'added': case 'sending': case 'waiting': return this.#echo(change.item);
    }
  }
}
