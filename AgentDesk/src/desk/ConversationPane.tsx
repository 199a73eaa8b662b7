import { me, readOnly } from '../account/session';
import { go, route } from '../app/route';
import { CallButton } from '../calls/CallButton';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { MailFoot } from '../mail/MailFoot';
import { reopen, take } from '../timeline/actions';
import { current, currentSummary } from '../timeline/current';
import type { OpenConversation } from '../timeline/conversation';
import { allowed, type Allowed } from '../timeline/permissions';
import { Timeline } from '../timeline/Timeline';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/pieces';
import { ConversationHead } from './ConversationHead';
import { dialog } from './dialogs';

/** The middle of the desk: head, timeline and composer of the open conversation. */
export function ConversationPane({ onPanel }: { onPanel: () => void }) {
  const open = current.value;
  const summary = currentSummary.value;
  if (!open || !me.value) {
    return (
      <section class="middle" aria-label={t('desk.conversation')}>
        <Empty icon="chat" title={t('desk.nothingOpen')}>{t('desk.nothingOpenHelp')} <kbd>J</kbd> <kbd>K</kbd> <kbd>?</kbd></Empty>
      </section>
    );
  }
  const may = summary ? allowed(summary, me.value) : null;
  const back = () => route.value.page === 'desk' && go({ ...route.value, conversation: null });
  return (
    <section class="middle" aria-label={t('desk.conversation')}>
      {summary && may && <ConversationHead summary={summary} may={may} onPanel={onPanel} onBack={back} />}
      <Timeline key={open.id} open={open} reads={summary?.owner === 'agent' && summary.agentId === me.value.id} />
      {summary && may && !readOnly.value && <Foot open={open} summary={summary} may={may} />}
    </section>
  );
}

/** The composer; for who does not own the conversation, what to do about that above a composer for notes. */
function Foot({ open, summary, may }: { open: OpenConversation; summary: Summary; may: Allowed }) {
  return (
    <div class="foot">
      {summary.callBack && (
        <div class="take-over call-back-task">
          <Icon name="callMissed" /><span class="grow">{t('callBack.says', { calls: t('callBack.calls', { n: summary.callBack.calls }) })}</span>
          {summary.callBack.number && <CallButton conversationId={summary.id} number={summary.callBack.number} label={t('callBack.task')} />}
        </div>
      )}
      {!may.reply && (
        <div class="take-over">
          <span class="grow">{says(summary)}</span>
          {may.take && <button type="button" class="button primary" onClick={() => (may.take === 'plain' ? void take(open.id) : (dialog.value = 'force'))}><Icon name="take" />{t('act.takeOver')} <kbd>T</kbd></button>}
          {may.reopen && <button type="button" class="button primary" onClick={() => void reopen(open.id)}><Icon name="reopen" />{t('act.reopen')}</button>}
        </div>
      )}
      {may.note && <MailFoot key={open.id} open={open} summary={summary} mayReply={may.reply && (!summary.cimer || !!summary.replyChannel)} />}
    </div>
  );
}

function says(summary: Summary): string {
  switch (summary.owner) {
    case 'bot': return t('owner.botHas');
    case 'queue': return t('owner.queueHas');
    case 'none': return t('owner.nobodyHas');
    case 'agent': return t('owner.agentHas', { name: summary.agentName ?? t('actor.agent') });
  }
}
