import { effect } from '@preact/signals';
import { readOnly } from '../account/session';
import { channelTrouble } from '../admin/channels/channels';
import { webhookTrouble } from '../admin/webhooks/trouble';
import { startCalls } from '../calls/live';
import { loadCanned } from '../composer/cannedStore';
import { connection } from '../hub/connection';
import { loadDepartments } from '../hub/departments';
import { t } from '../i18n/translate';
import { counts, startInbox } from '../inbox/live';
import { startKeyboard } from '../keyboard/listen';
import { loadMailboxes } from '../mail/mail';
import { startOffers } from '../offers/live';
import { offers } from '../offers/live';
import { startPresence } from '../presence/live';
import { startCurrent } from '../timeline/current';
import { attempt } from '../ui/toasts';

/** Starts everything that lives while somebody is signed in; returns the way to end it. */
export function startWork(agentId: string): () => void {
  void attempt(loadDepartments);
  void attempt(loadCanned);
  if (!readOnly.peek()) void attempt(loadMailboxes);
  const stops = [
    startInbox(),
    startCalls(),
    startPresence(),
    startOffers(),
    startCurrent(agentId),
    startKeyboard(),
    channelTrouble.start(),
    webhookTrouble.start(),
    effect(() => {
      const waiting = counts.value.unread + offers.value.length;
      document.title = (waiting > 0 ? `(${waiting}) ` : '') + t('app.title');
    }),
  ];
  connection.start();
  return () => {
    stops.forEach((stop) => stop());
    document.title = t('app.title');
    void connection.stop();
  };
}
