import { now } from '../app/clock';
import { TermChip } from '../cimer/TermChip';
import type { Summary } from '../hub/model';
import { duration } from '../i18n/format';
import { t, type TextKey } from '../i18n/translate';
import { focusWish } from '../composer/focusWish';
import { prioritise, release, reopen, resolve } from '../timeline/actions';
import { channelName } from '../timeline/channelName';
import { current } from '../timeline/current';
import type { Allowed } from '../timeline/permissions';
import { Icon } from '../ui/Icon';
import { Menu, MenuItem } from '../ui/Menu';
import { Avatar, DepartmentChip } from '../ui/pieces';
import { dialog } from './dialogs';

const TONES = { bot: 'bot', agent: 'primary', queue: 'warn', none: '' } as const;
const PRIORITIES = [2, 1, 0, -1] as const;

function Presence({ summary }: { summary: Summary }) {
  const there = current.value?.state.value.presence[summary.citizenId];
  if (there === undefined) return null;
  const word = t(there ? 'citizen.online' : 'citizen.offline');
  return <span class={`presence ${there ? 'available' : ''}`} title={word}><span class="visually-hidden">{word}</span></span>;
}

/** Who it is, how it stands, and what can be done. */
export function ConversationHead({ summary, may, onPanel, onBack }: { summary: Summary; may: Allowed; onPanel: () => void; onBack: () => void }) {
  const waits = summary.owner === 'queue' ? summary.queuedAt : summary.owner === 'agent' ? summary.waitingSince : null;
  const channel = summary.replyChannel ?? summary.channel;
  return (
    <header class="head">
      <button type="button" class="button quiet icon-only only-narrow" aria-label={t('act.back')} onClick={onBack}><Icon name="back" /></button>
      <span class="head-avatar"><Avatar name={summary.citizenName} /><Presence summary={summary} /></span>
      <div class="grow head-text">
        <h2 class="row">
          <span class="name">{summary.citizenName ?? t('citizen.numbered', { number: summary.number })}</span>
          {summary.verified && <span class="verified" title={t('citizen.verified')}><Icon name="verified" /><span class="visually-hidden">{t('citizen.verified')}</span></span>}
        </h2>
        <div class="row wrap head-facts">
          <span class="num muted small">#{summary.number}</span>
          {summary.cimer && <><span class="chip num">{t('cimer.numbered', { number: summary.cimer.number })}</span><TermChip file={summary.cimer} now={now.value} /></>}
          {channel !== 'chat' && channel !== 'cimer' && <span class="chip">{channelName(channel)}</span>}
          <DepartmentChip id={summary.departmentId} />
          {!may.reply && <span class={`chip ${TONES[summary.owner]}`}>{summary.owner === 'agent' ? summary.agentName : t(`owner.${summary.owner}`)}</span>}
          {summary.priority !== 0 && <span class={`chip flag p${summary.priority}`}><Icon name="flag" />{t(`priority.${summary.priority}` as TextKey)}</span>}
          {waits && <span class="chip warn num"><Icon name="clock" />{duration(now.value - Date.parse(waits))}</span>}
        </div>
      </div>
      <div class="row head-actions">
        {may.reply && summary.cimer && !summary.cimer.answeredOn && <button type="button" class="button" onClick={() => (dialog.value = 'cimer')}><Icon name="check" /><span class="wide-only">{t('cimer.answered')}</span></button>}
        {may.transfer && <button type="button" class="button" data-spare title={`${t('act.transfer')} (X)`} aria-label={t('act.transfer')} onClick={() => (dialog.value = 'transfer')}><Icon name="transfer" /><span class="wide-only">{t('act.transfer')}</span></button>}
        {may.resolve && <button type="button" class={`button ${may.reply ? 'primary' : ''}`} aria-label={t('act.resolve')} title={`${t('act.resolve')} (E)`} onClick={() => void resolve(summary.id)}><Icon name="check" /><span class="wide-only">{t('act.resolve')}</span></button>}
        {may.edit && (
          <Menu label={t('act.more')} buttonClass="button quiet icon-only" button={<Icon name="more" />}>
            {(close) => (
              <>
                {may.note && <MenuItem onChoose={() => { close(); focusWish.value = 'note'; }}><Icon name="note" />{t('act.note')}</MenuItem>}
                {may.release && <MenuItem onChoose={() => { close(); void release(summary.id); }}><Icon name="release" />{t('act.release')}</MenuItem>}
                {may.reopen && <MenuItem onChoose={() => { close(); void reopen(summary.id); }}><Icon name="reopen" />{t('act.reopen')}</MenuItem>}
                <MenuItem onChoose={() => { close(); dialog.value = 'identify'; }}><Icon name="person" />{t('act.identify')}</MenuItem>
                <hr />
                <div class="menu-title" role="presentation">{t('field.priority')}</div>
                {PRIORITIES.map((priority) => (
                  <MenuItem key={priority} checked={summary.priority === priority} onChoose={() => { close(); if (summary.priority !== priority) void prioritise(summary.id, priority); }}>
                    <span class={`flag p${priority}`}><Icon name="flag" /></span>{t(`priority.${priority}` as TextKey)}
                  </MenuItem>
                ))}
              </>
            )}
          </Menu>
        )}
        <button type="button" class="button quiet icon-only only-medium" aria-label={t('citizen.panel')} title={t('citizen.panel')} onClick={onPanel}><Icon name="person" /></button>
      </div>
    </header>
  );
}
