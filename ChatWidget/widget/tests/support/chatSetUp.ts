import { memoryStorage, type KeyValueStorage, type TabChannel } from '@contacthub/client';
import { FakeHub } from '../../../client/tests/support/fakeHub.ts';
import { FakeScheduler } from '../../../client/tests/support/fakeScheduler.ts';
import { VisitorChat, type VisitorChatOptions } from '../../src/chat/visitorChat.ts';

const at = '2026-05-04T09:00:00Z';
const citizen = { kind: 'citizen', id: 'v-1', name: null };

/** A hub with conversations that tokens lead to, and a chat that talks to it. */
export function setUpChat(options: { storage?: KeyValueStorage; channel?: TabChannel } & Pick<VisitorChatOptions, 'loadFiles' | 'tabStorage'> = {}) {
  const hub = new FakeHub();
  const scheduler = new FakeScheduler();
  const storage = options.storage ?? memoryStorage();
  const requests: { token: string | null; identity: string | null; fresh: boolean }[] = [];
  const tokens: string[] = [];
  const errors: string[] = [];
  /** What the next session requests answer: an error, or the id of the conversation; then always c-1. */
  const sessions: (Error | string)[] = [];
  const log: Record<string, unknown>[] = [];

  const append = (kind: string, data: unknown, by: unknown = citizen) => {
    const event = { seq: log.length + 1, at, kind, channel: 'chat', by, data };
    log.push(event);
    hub.push('events', 'c-1', [event]);
    return { seq: event.seq, at };
  };
  const open = () => log.length === 0 && append('conversationOpened', { citizenId: 'v-1', language: 'tr', owner: 'bot' });

  hub.answers.set('join', after => ({
    entries: log.slice(after as number), lastSeq: log.length, gap: false, open: log.length > 0,
    summary: log.length > 0 ? { owner: 'bot', number: 1042 } : null,
  }));
  hub.answers.set('send', message => {
    open();
    const { text, clientId, optionId = null } = message as { text: string; clientId: string; optionId?: string };
    return append('messagePosted', { text, clientId, optionId });
  });
  for (const method of ['rate', 'leave', 'requestPerson', 'recordRequest', 'identify']) hub.answers.set(method, () => ({ seq: 0, at }));

  const chat = new VisitorChat({
    site: 'demo', storage, scheduler,
    post: async body => {
      requests.push(body as (typeof requests)[number]);
      const answer = sessions.shift() ?? 'c-1';
      if (answer instanceof Error) throw answer;
      return { token: `token-${requests.length}`, conversationId: answer, visitorId: 'v-1', seq: 0 };
    },
    createTransport: token => () => {
      const transport = hub.createTransport();
      return { ...transport, start: () => { tokens.push(token()); return transport.start(); } };
    },
    ...(options.channel && { channel: options.channel }),
    ...(options.loadFiles && { loadFiles: options.loadFiles }),
    ...(options.tabStorage && { tabStorage: options.tabStorage }),
  });
  chat.onError(error => errors.push(error.code));
  chat.page = 'https://www.example.bel.tr/su';
  const sent = () => hub.calls.filter(call => call.method === 'send').map(call => call.args[0] as { text: string; clientId: string; page?: string });
  return { hub, scheduler, storage, requests, tokens, errors, sessions, log, append, open, chat, sent };
}
