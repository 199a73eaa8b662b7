import { newClientId } from '@contacthub/client';
import { useEffect, useState } from 'preact/hooks';
import { readOnly } from '../account/session';
import { hrefOf } from '../app/route';
import { dialog } from '../desk/dialogs';
import { ask, list } from '../http/http';
import type { Summary } from '../hub/model';
import { t, type TextKey } from '../i18n/translate';
import { current } from '../timeline/current';
import { Icon } from '../ui/Icon';
import { tell, tellError } from '../ui/toasts';

interface Suggestion {
  readonly citizenId: string;
  readonly kind: string;
  readonly value: string;
  readonly verified: boolean;
  readonly conversation: Summary;
}

/** Makes the conversation of a number a part of this one. Answers whether the hub did it; a refusal is shown to the person. */
export async function mergeInto(conversationId: string, number: number, samePerson: boolean): Promise<boolean> {
  return change(conversationId, 'merge', { clientId: newClientId(), number, samePerson }, 'done.merged');
}

async function change(conversationId: string, what: 'merge' | 'split' | 'dismiss', body: object, done: TextKey): Promise<boolean> {
  try {
    await ask('POST', `/api/desk/conversations/${conversationId}/${what}`, body);
    tell(t(done));
    return true;
  } catch (thrown) {
    tellError(thrown);
    return false;
  }
}

/** The conversations that are parts of the open one, by the events that are on the screen. */
function partsOf(): readonly { id: string; number: number }[] {
  const parts = new Map<string, number>();
  for (const event of current.value?.state.value.entries ?? []) {
    if (event.kind === 'conversationsMerged' && event.data.role === 'target') parts.set(event.data.sourceId, event.data.sourceNumber);
    if (event.kind === 'conversationSplit' && event.data.role === 'target') parts.delete(event.data.sourceId);
  }
  return [...parts].map(([id, number]) => ({ id, number }));
}

/** What may belong together with the open conversation, and what has been put together with it. */
export function Merges({ summary, known }: { summary: Summary; known: number | undefined }) {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [round, setRound] = useState(0);
  const parts = partsOf();
  useEffect(() => {
    let stale = false;
    list<Suggestion>(`/api/desk/conversations/${summary.id}/suggestions`).then((found) => { if (!stale) setSuggestions(found); }, (thrown: unknown) => { if (!stale) tellError(thrown); });
    return () => { stale = true; };
  }, [summary.id, summary.mergedInto, known, round, parts.length]);
  const after = async (done: Promise<boolean>) => { if (await done) setRound((n) => n + 1); };
  const link = (id: string, number: number) => <a href={hrefOf({ page: 'desk', list: 'all', conversation: id })} aria-label={t('merge.goTo', { number })}><strong class="num">#{number}</strong></a>;

  return (
    <section class="merges">
      <div class="row section-head">
        <h3 class="grow">{t('merge.parts')}</h3>
        {!readOnly.value && !summary.mergedInto && <button type="button" class="button quiet small" onClick={() => (dialog.value = 'merge')}><Icon name="link" />{t('merge.act')}</button>}
        {!readOnly.value && summary.mergedInto && <button type="button" class="button quiet small" onClick={() => void after(change(summary.id, 'split', { clientId: newClientId() }, 'done.split'))}>{t('merge.split')}</button>}
      </div>
      <ul class="merge-list">
        {parts.map(({ id, number }) => (
          <li key={id} class="row">
            {link(id, number)}<span class="grow" />
            {!readOnly.value && <button type="button" class="button quiet small" aria-label={t('merge.splitNamed', { number })} onClick={() => void after(change(id, 'split', { clientId: newClientId() }, 'done.split'))}>{t('merge.split')}</button>}
          </li>
        ))}
      </ul>
      {suggestions.length > 0 && <h4>{t('merge.suggestions')}</h4>}
      <ul class="merge-list">
        {suggestions.map((one) => {
          const { id, number, citizenName } = one.conversation;
          return (
            <li key={one.citizenId + one.kind}>
              <div class="row">{link(id, number)}<span class="grow">{citizenName}</span>{one.verified && <span class="chip good"><Icon name="verified" />{t('citizen.verified')}</span>}</div>
              <div class="muted small">{one.value}</div>
              {!readOnly.value && (
                <div class="row">
                  <button type="button" class="button small" aria-label={t('merge.actNamed', { number })} onClick={() => void after(mergeInto(summary.id, number, true))}><Icon name="link" />{t('merge.act')}</button>
                  <button type="button" class="button quiet small" aria-label={t('merge.dismissNamed', { number })} onClick={() => void after(change(summary.id, 'dismiss', { citizenId: one.citizenId }, 'done.dismissed'))}>{t('merge.dismiss')}</button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
