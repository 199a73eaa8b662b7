import { useEffect } from 'preact/hooks';
import { readOnly } from '../account/session';
import { CallButton } from '../calls/CallButton';
import { minute, now } from '../app/clock';
import { dialog } from '../desk/dialogs';
import type { Citizen, Summary } from '../hub/model';
import { duration, moment, shortDay } from '../i18n/format';
import { t, type TextKey } from '../i18n/translate';
import { language } from '../i18n/language';
import { hrefOf } from '../app/route';
import { MailButton } from '../mail/MailButton';
import { previewOf } from '../inbox/preview';
import { current, currentSummary } from '../timeline/current';
import { Icon } from '../ui/Icon';
import { Avatar, DepartmentChip } from '../ui/pieces';
import { citizen, loadCitizen } from './citizenStore';
import { Labels } from './Labels';
import { Merges } from './Merges';

const KINDS: readonly string[] = ['phone', 'email', 'external', 'name'];

function Identities({ known, summary }: { known: Citizen | null; summary: Summary }) {
  const identities = known?.profile.identities ?? [];
  if (identities.length === 0) return <p class="muted small">{t('citizen.noIdentity')}</p>;
  return (
    <ul class="identities">
      {identities.map(({ kind, value, verified }) => (
        <li key={kind + value}>
          <span class="muted small">{KINDS.includes(kind) ? t(`identity.${kind}` as TextKey) : kind}</span>
          <span class="value row">{value}{kind === 'phone' && <CallButton conversationId={summary.id} number={value} />}
            {kind === 'email' && summary.owner === 'none' && <MailButton to={{ address: value, citizenId: summary.citizenId, name: summary.citizenName }} />}</span>
          <span class={`chip ${verified ? 'good' : ''}`}>{verified && <Icon name="verified" />}{t(verified ? 'citizen.verified' : 'citizen.claimed')}</span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ summary }: { summary: Summary }) {
  const opened = current.value?.state.value.entries.find((event) => event.kind === 'conversationOpened');
  const page = opened?.kind === 'conversationOpened' ? opened.data.page : null;
  const waits = summary.owner === 'queue' ? summary.queuedAt : summary.waitingSince;
  const languages = new Intl.DisplayNames(language.value, { type: 'language' });
  return (
    <dl class="facts">
      <dt>{t('facts.number')}</dt><dd class="num">#{summary.number}</dd>
      <dt>{t('facts.opened')}</dt><dd>{moment(summary.openedAt)}</dd>
      {waits && summary.owner !== 'none' && <><dt>{t('facts.waits')}</dt><dd class="num">{duration(now.value - Date.parse(waits))}</dd></>}
      <dt>{t('field.language')}</dt><dd>{languages.of(summary.language)}</dd>
      {page && <><dt>{t('facts.page')}</dt><dd>{/^https?:/i.test(page) ? <a href={page} target="_blank" rel="noopener noreferrer">{page.replace(/^https?:\/\//, '')}</a> : page}</dd></>}
      {summary.rating != null && <><dt>{t('facts.rating')}</dt><dd>{t('facts.ratingOf', { score: summary.rating })}</dd></>}
    </dl>
  );
}

function Earlier({ summary }: { summary: Summary }) {
  const known = citizen.value;
  if (known === 'failed') return <p class="muted small">{t('error.cannotLoad')} <button type="button" class="button quiet small" onClick={() => void loadCitizen(summary.citizenId)}>{t('act.retry')}</button></p>;
  const earlier = (known?.conversations ?? []).filter((one) => one.id !== summary.id);
  if (known === null) return <span class="spinner" role="status" aria-label={t('state.loading')} />;
  if (earlier.length === 0) return <p class="muted small">{t('citizen.noEarlier')}</p>;
  return (
    <ul class="earlier">
      {earlier.map((one) => (
        <li key={one.id}>
          <a href={hrefOf({ page: 'desk', list: one.owner === 'none' ? 'resolved' : 'all', conversation: one.id })}>
            <span class="row"><strong class="num">#{one.number}</strong><span class="muted small">{shortDay(one.lastAt, minute.value)}</span><span class="grow" />{one.rating != null && <span class="small">★ {one.rating}</span>}</span>
            <span class="preview">{previewOf(one.preview, one.previewBy)}</span>
            <span class="row"><DepartmentChip id={one.departmentId} /><span class="muted small">{t(`owner.${one.owner}`)}</span></span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The right of the desk: who the citizen is, this conversation's facts, earlier conversations. */
export function CitizenPanel({ onClose }: { onClose: () => void }) {
  const summary = currentSummary.value;
  const citizenId = summary?.citizenId;
  const identified = current.value?.state.value.entries.findLast((event) => event.kind === 'citizenIdentified')?.seq;
  useEffect(() => { if (citizenId) void loadCitizen(citizenId); }, [citizenId, identified]);
  const known = citizen.value === 'failed' ? null : citizen.value;
  if (!summary) return <aside class="citizen-panel" aria-label={t('citizen.panel')} />;
  return (
    <aside class="citizen-panel" aria-label={t('citizen.panel')}>
      <div class="citizen-who">
        <button type="button" class="button quiet icon-only panel-close" aria-label={t('act.close')} onClick={onClose}><Icon name="close" /></button>
        <Avatar name={summary.citizenName} size="big" />
        <h2>{summary.citizenName ?? t('citizen.unnamed')}</h2>
        {known && <p class="muted small">{t('citizen.firstSeen', { when: shortDay(known.profile.firstSeenAt, minute.value) })}</p>}
      </div>
      <section>
        <div class="row section-head"><h3 class="grow">{t('citizen.identities')}</h3>{!readOnly.value && <button type="button" class="button quiet small" onClick={() => (dialog.value = 'identify')}><Icon name="plus" />{t('act.add')}</button>}</div>
        <Identities known={known} summary={summary} />
      </section>
      <Merges summary={summary} known={identified} />
      <section><h3>{t('field.labels')}</h3><Labels summary={summary} /></section>
      <section><h3>{t('facts.title')}</h3><Facts summary={summary} /></section>
      <section><h3>{t('citizen.earlier')}</h3><Earlier summary={summary} /></section>
    </aside>
  );
}
