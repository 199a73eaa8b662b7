import { isMessage, unreadCount, type TimelineState } from '@contacthub/client';
import type { ToPage } from '../bridge.ts';
import type { VisitorChat } from './visitorChat.ts';

/** Tells the embedding page what happens in the conversation; never what is said in it. */
export function tellHost(chat: VisitorChat, post: (message: ToPage) => void, onMessage: () => void): void {
  let before: TimelineState = chat.feed.state;
  let unread = 0;
  let kept = chat.kept;

  chat.feed.subscribe(state => {
    // What was there at joining is history, not news.
    const fresh = before.lastSeq === 0 ? [] : state.entries.filter(entry => entry.seq > before.lastSeq);
    for (const event of fresh) {
      if (!isMessage(event) || event.by.kind === 'citizen') continue;
      post({ type: 'message', from: event.by.kind === 'bot' ? 'bot' : 'agent' });
      onMessage();
    }
    if (fresh.length > 0 && state.summary?.owner === 'none' && before.summary?.owner !== 'none') post({ type: 'resolved' });
    before = state;
    const count = unreadCount(state, 'citizen');
    if (count !== unread) post({ type: 'unread', count: unread = count });
  });
  chat.onChange(() => {
    if (chat.kept !== kept) post({ type: 'kept', kept: kept = chat.kept });
  });
  chat.onError(error => post({ type: 'error', code: error.code }));
}
