import {
  Connection, HubError, Listeners, Outbox, TimelineFeed, json, lastMessageSeq, parseReceipt, readUpTo, toHubError,
  type EchoFile, type Exclusive, type KeyValueStorage, type OutboxChange, type OutboxItem, type Receipt, type Scheduler, type TabChannel, type TransportFactory,
} from '@contacthub/client';
import type { UploadLimits, Uploads } from '@contacthub/client/files';
import type { Language } from '../bridge.ts';
import { SessionHolder } from './session.ts';
import type { VisitorFiles, VisitorFilesOptions } from './visitorFiles.ts';

export interface VisitorChatOptions {
  readonly site: string;
  readonly storage: KeyValueStorage;
  readonly post: (body: unknown) => Promise<unknown>;
  /** Connects to the visitors' hub with the token of the moment. */
  readonly createTransport: (token: () => string) => TransportFactory;
  /** Loads what sends files, however long that takes. */
  readonly loadFiles?: () => Promise<(own: VisitorFilesOptions) => VisitorFiles>;
  /** Of this tab alone, where messages wait for their files. */
  readonly tabStorage?: KeyValueStorage;
  readonly exclusive?: Exclusive;
  readonly channel?: TabChannel;
  readonly scheduler?: Scheduler;
}

/** Methods whose failure a person can do something about; of the others it is told once and they are given up. */
const message = 'send';
const lane = 'visitor';
/** So many new sessions in a row may be asked for before the hub is left alone for a while. */
const renewals = 3;

/**
 * One visitor's conversation: session, connection, outbox and timeline put together. Knows no DOM.
 * Nothing is stored and nobody is connected before the first thing is sent, unless a session is there from before.
 */
export class VisitorChat {
  readonly connection: Connection;
  readonly feed: TimelineFeed;
  readonly outbox: Outbox;
  readonly #session: SessionHolder;
  readonly #channel: TabChannel | undefined;
  readonly #changes = new Listeners<[]>();
  readonly #errors = new Listeners<[HubError]>();
  language: Language = 'tr';
  /** Where the visitor is on the site. */
  page = '';
  /** What the site takes; null: no files. */
  limits: UploadLimits | null = null;
  /** Whether what sends files is still being loaded: a message sent now would go without them. */
  isPreparing = false;
  readonly #options: VisitorChatOptions;
  #files: VisitorFiles | null = null;
  #identity: string | null = null;
  #joined = false;
  #renewed = 0;

  constructor(options: VisitorChatOptions) {
    this.#options = options;
    this.#session = new SessionHolder(options);
    this.#channel = options.channel;
    const timing = options.scheduler ? { scheduler: options.scheduler } : {};
    this.connection = new Connection({
      createTransport: options.createTransport(() => this.#session.current?.token ?? ''),
      prepare: async () => {
        if (!this.#session.current) await this.#renew();
      },
      renew: () => this.#renew(),
      ...timing,
    });
    this.feed = new TimelineFeed({
      join: afterSeq => this.connection.invoke('join', afterSeq),
      page: (beforeSeq, limit) => this.connection.invoke('page', beforeSeq, limit),
      onError: error => this.#feedFailed(toHubError(error)),
      ...timing,
    });
    this.outbox = new Outbox({
      scope: this.#scope,
      storage: options.storage,
      send: item => this.#send(item),
      ready: () => this.connection.state === 'online' && this.#joined,
      ...(options.exclusive && { exclusive: options.exclusive }),
      ...(options.channel && { channel: options.channel }),
      ...timing,
    });
    this.#listen();
  }

  /** Goes on where the visitor left, if anywhere: shows what is unsent, and connects. */
  resume(): void {
    for (const item of this.outbox.items()) this.#show({ kind: item.failure === null ? 'waiting' : 'failed', item });
    if (this.#session.current || this.outbox.items().length > 0) this.connection.start();
    // A reload came between a message and the arrival of its files.
    if (this.#options.tabStorage?.keys().some(key => key.includes('.held.'))) void this.#loadFiles().then(files => files.held.recover());
  }

  /** The files of the message that is being written; null as long as none was attached. */
  get uploads(): Uploads | null {
    return this.#files?.uploads ?? null;
  }

  /** Adds files to the message that is being written. */
  attach(files: readonly File[]): void {
    if (files.length === 0) return;
    this.isPreparing = true;
    this.#changes.tell();
    void this.#loadFiles().then(loaded => {
      this.isPreparing = false;
      loaded.uploads.add(files);
    });
  }

  /** Whether something has been sent from this browser: then the site may come back to it on the next page. */
  get kept(): boolean {
    return this.#session.kept;
  }

  get visitorId(): string | null {
    return this.#session.current?.visitorId ?? null;
  }

  /** Whether a thing of this kind is still on its way. */
  isPending(method: string): boolean {
    return this.outbox.items().some(item => item.method === method && item.failure === null);
  }

  /** Tells when anything but the timeline has changed; the feed tells of that. */
  onChange(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  onError(listener: (error: HubError) => void): () => void {
    return this.#errors.add(listener);
  }

  /** Tells listeners of a failure that happened on the way to here. */
  readonly reportError = (error: unknown): void => this.#errors.tell(toHubError(error));

  say(text: string, optionId?: string, fields?: Readonly<Record<string, string>>): void {
    const payload = { text, optionId, fields, ...(this.feed.state.lastSeq === 0 && this.page && { page: this.page }) };
    if (!this.#files) return this.#do(message, payload);
    this.#files.held.send(lane, message, payload, optionId === undefined ? this.#files.uploads.take() : []);
    this.#begin();
  }

  requestPerson(): void {
    if (!this.isPending('requestPerson')) this.#do('requestPerson', {});
  }

  recordRequest(text: string, contact: { kind: 'phone' | 'email'; value: string } | null): void {
    if (contact) this.#do('identify', contact);
    this.#do('recordRequest', { text });
  }

  rate(score: number, comment: string): void {
    this.#do('rate', { score, ...(comment !== '' && { comment }) });
  }

  leave(): void {
    this.#do('leave', {});
  }

  /** A token signed by the site. It may lead to the conversation that this citizen already has. */
  async identify(identity: string): Promise<void> {
    this.#identity = identity;
    try {
      await this.#request(false);
    } catch (error) {
      this.#identity = null;
      throw error;
    }
    await this.#restart();
  }

  /** Another conversation after this one is over. */
  startNew(): Promise<void> {
    return this.#reconnect(true);
  }

  /** The visitor sees the newest message. A hint: when it gets lost, the next one says the same. */
  markRead(): void {
    const newest = lastMessageSeq(this.feed.state, 'staff');
    if (newest > readUpTo(this.feed.state, 'citizen')) this.#hint('read', newest);
  }

  typing(typing: boolean): void {
    this.#hint('typing', typing);
  }

  #listen(): void {
    this.connection.on('events', (_, events) => this.feed.receive(events));
    this.connection.on('signal', (_, signal) => this.feed.receiveSignal(signal));
    // Staff joined this conversation to another one, or parted the two: a new session says where it goes on.
    this.connection.on('moved', () => this.#feedFailed(new HubError('moved')));
    this.connection.on('closing', reason => {
      if (reason === 'tooManyConnections') this.connection.expectClose(new HubError(reason));
    });
    this.connection.onState(state => {
      this.#joined = false;
      if (state === 'online') void this.#join();
      this.#changes.tell();
    });
    this.outbox.onChange(change => this.#show(change));
    this.#channel?.onMessage(other => {
      if (json.isObject(other) && other['session'] === true) this.#followOtherTab();
    });
  }

  #followOtherTab(): void {
    const before = this.#session.current?.conversationId;
    if (!this.#session.reload()) return;
    const moved = before !== undefined && before !== this.#session.current?.conversationId;
    if (moved) this.feed.reset();
    if (moved || this.connection.state === 'idle') void this.#restart();
    this.#changes.tell();
  }

  async #join(): Promise<void> {
    await this.feed.sync();
    if (this.connection.state !== 'online') return;
    this.#joined = true;
    this.outbox.resume();
  }

  /** Hands something to the outbox. The visitor has pressed send, so from here on the browser may store it. */
  #do(method: string, payload: unknown): void {
    this.outbox.add(lane, method, payload);
    this.#begin();
  }

  #begin(): void {
    if (this.#session.current && !this.#session.kept) this.#keep();
    this.connection.start();
  }

  async #send(item: OutboxItem): Promise<Receipt> {
    try {
      const receipt = parseReceipt(await this.connection.invoke(item.method, { clientId: item.clientId, ...(item.payload as object) }));
      this.#renewed = 0;
      return receipt;
    } catch (error) {
      const refusal = toHubError(error);
      if (refusal.code !== 'moved' && refusal.code !== 'unauthorized') throw refusal;
      // The text stays in the outbox, and goes to whichever conversation the new session names.
      await this.#replaceSession(refusal);
      throw new HubError('disconnected', refusal.message);
    }
  }

  async #replaceSession(refusal: HubError): Promise<void> {
    if (this.#renewed++ >= renewals) throw new HubError('unavailable', refusal.message);
    await this.#reconnect(false);
  }

  #feedFailed(refusal: HubError): void {
    if (refusal.code !== 'moved' && refusal.code !== 'unauthorized') this.#errors.tell(refusal);
    else this.#replaceSession(refusal).catch(this.reportError);
  }

  async #reconnect(fresh: boolean): Promise<void> {
    await this.#renew(fresh);
    await this.#restart();
  }

  async #restart(): Promise<void> {
    await this.connection.stop();
    this.connection.start();
  }

  async #renew(fresh = false): Promise<void> {
    try {
      await this.#request(fresh);
    } catch (error) {
      // What the site signed is valid for a day at most; the visitor's own token goes on without it.
      if (toHubError(error).code !== 'unauthorized' || this.#identity === null) throw error;
      this.#identity = null;
      await this.#request(fresh);
    }
  }

  async #request(fresh: boolean): Promise<void> {
    const before = this.#session.current?.conversationId;
    const session = await this.#session.renew({ language: this.language, identity: this.#identity, fresh });
    if (before !== undefined && before !== session.conversationId) this.feed.reset();
    if (this.#session.kept || this.outbox.items().length > 0) this.#keep();
  }

  #keep(): void {
    this.#session.keep();
    this.#channel?.post({ session: true });
    this.#changes.tell();
  }

  #show(change: OutboxChange): void {
    const { item } = change;
    if (change.kind === 'sent') this.feed.dispatch({ type: 'receipt', clientId: item.clientId, receipt: change.receipt });
    else if (item.method === message) this.#echo(change.kind, item);
    else if (change.kind === 'failed') {
      this.outbox.discard(item.clientId);
      this.#errors.tell(new HubError((item.failure ?? 'fault') as HubError['code']));
    }
    this.#changes.tell();
  }

  #echo(kind: OutboxChange['kind'], item: OutboxItem): void {
    const { clientId, failure } = item;
    if (kind === 'discarded') {
      this.feed.dispatch({ type: 'discard', clientId });
      return;
    }
    const { text = '', files } = item.payload as { text?: string; files?: readonly EchoFile[] };
    const status = failure === null ? 'sending' : 'failed';
    this.feed.dispatch({ type: 'echo', echo: { clientId, text, files, at: new Date(item.at).toISOString(), status, code: failure } });
  }

  async #loadFiles(): Promise<VisitorFiles> {
    const make = this.#files ? null : await this.#options.loadFiles?.();
    // Two may have asked for it at the same time.
    return this.#files ??= make!({
      scope: this.#scope, outbox: this.outbox, limits: this.limits, token: () => this.#session.current?.token, renew: () => this.#renew(),
      changed: () => this.#changes.tell(), held: item => this.#echo('waiting', item),
    });
  }

  get #scope(): string {
    return `contacthub.${this.#options.site}`;
  }

  #hint(method: string, argument: unknown): void {
    if (!this.#joined) return;
    this.connection.invoke(method, argument).catch((error: unknown) => {
      const refusal = toHubError(error);
      if (refusal.code !== 'disconnected' && refusal.code !== 'rateLimited') this.#errors.tell(refusal);
    });
  }
}
