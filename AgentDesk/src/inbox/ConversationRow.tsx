import { me } from '../account/session';
import { minute, now } from '../app/clock';
import { writtenNumber } from '../calls/model';
import { hasDraft } from '../composer/drafts';
import { departmentOf } from '../hub/departments';
import type { Summary } from '../hub/model';
import { duration, listTime, moment } from '../i18n/format';
import { local, t, type TextKey } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { Avatar } from '../ui/pieces';
import { previewOf } from './preview';

/** After so long a wait is shown as pressing, in milliseconds. */
const PRESSING = 3 * 60_000;

function Wait({ since }: { since: string }) {
  const waited = now.value - Date.parse(since);
  return <span class={`wait num ${waited > PRESSING ? 'pressing' : ''}`}><Icon name="clock" />{duration(waited)}<span class="visually-hidden"> {t('list.waits')}</span></span>;
}

/** One conversation in a list. */
export function ConversationRow({ summary, isOpen, isSelected, at, of, onOpen }: {
  summary: Summary; isOpen: boolean; isSelected: boolean; at: number; of: number; onOpen: () => void;
}) {
  const department = departmentOf(summary.departmentId);
  const waits = summary.owner === 'queue' ? summary.queuedAt : summary.owner === 'agent' ? summary.waitingSince : null;
  // What nobody has to answer is not unread, whatever was not looked at.
  const unread = summary.owner === 'agent' || summary.owner === 'queue' ? summary.unread : 0;
  return (
    <li id={`row-${summary.id}`} role="option" aria-selected={isSelected} aria-current={isOpen ? 'true' : undefined} aria-setsize={of} aria-posinset={at + 1}
      class={`conversation ${isOpen ? 'is-open' : ''} ${unread > 0 ? 'has-unread' : ''}`}
      style={{ '--dept': department?.color ?? 'transparent', '--at': String(at) }} onClick={onOpen}>
      <Avatar name={summary.citizenName} />
      <div class="conversation-text">
        <div class="row line-1">
          <span class="name">{summary.citizenName ?? t('citizen.numbered', { number: summary.number })}</span>
          {summary.verified && <Icon name="verified" class="verified" />}
          {summary.verified && <span class="visually-hidden">{t('citizen.verified')}</span>}
          <span class="grow" />
          {waits ? <Wait since={waits} /> : <time class="num" dateTime={summary.lastAt} title={moment(summary.lastAt)}>{listTime(summary.lastAt, minute.value)}</time>}
        </div>
        <div class="row line-2">
          <span class="preview" dir="auto">
            {hasDraft(localStorage, summary.id) && <em>{t('list.draft')} </em>}
            {summary.previewBy === 'bot' && <Icon name="bot" />}
            {summary.previewBy === 'agent' && <span>{t('actor.agent')}: </span>}
            {summary.callBack
              ? <span class="call-back"><Icon name="callMissed" />{summary.callBack.number ? writtenNumber(summary.callBack.number) : t('call.withheld')}</span>
              : previewOf(summary.preview, summary.previewBy)}
          </span>
          {unread > 0 && <span class="badge">{unread}<span class="visually-hidden"> {t('list.unread')}</span></span>}
        </div>
        <div class="row line-3">
          {department && <span class="department"><span class="swatch" />{local(department.name)}</span>}
          {summary.callBack && <span class="missed-calls">{t('callBack.calls', { n: summary.callBack.calls })}</span>}
          {summary.priority !== 0 && <span class={`flag p${summary.priority}`}><Icon name="flag" />{t(`priority.${summary.priority}` as TextKey)}</span>}
          {summary.owner === 'bot' && <span class="owner">{t('owner.bot')}</span>}
          {summary.owner === 'agent' && summary.agentId !== me.value?.id && summary.agentName && <span class="owner">{summary.agentName}</span>}
          {summary.labels.slice(0, 2).map((label) => <span key={label} class="label-text">#{label}</span>)}
        </div>
      </div>
    </li>
  );
}
