import { useState } from 'preact/hooks';
import { ask } from '../../http/http';
import { language } from '../../i18n/language';
import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Markdown } from '../../timeline/Markdown';
import { attempt } from '../../ui/toasts';
import type { FaqTry } from '../model';

const TONES = { answer: 'good', choose: 'warn', rephrase: 'warn', person: 'primary', emergency: 'bad' } as const;

/** Shows what the bot would do with a question, and how near each entry comes. */
export function TryBox({ questionFor, onOpen }: { questionFor: (id: string) => string; onOpen: (id: string) => void }) {
  const [query, setQuery] = useState('');
  const [result, setResult] = useState<FaqTry | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (query.trim()) void attempt(async () => setResult(await ask<FaqTry>('POST', '/api/admin/faq/try', { query: query.trim(), language: language.value })));
  };
  return (
    <section class="card pad stack try" aria-label={t('faq.try')}>
      <form class="row" onSubmit={submit}>
        <Icon name="bot" />
        <input class="input" maxLength={1000} placeholder={t('faq.tryPlaceholder')} aria-label={t('faq.try')} value={query} onInput={(event) => setQuery(event.currentTarget.value)} />
        <button type="submit" class="button">{t('faq.tryIt')}</button>
      </form>
      {result && (
        <div class="stack" role="status">
          <span class={`chip ${TONES[result.decision]}`}>{t(`faq.decision.${result.decision}`)}</span>
          {result.text && <div class="bubble try-answer"><Markdown text={result.text} /></div>}
          <ul class="candidates">
            {result.candidates.map((one) => (
              <li key={one.faqId}>
                <button type="button" class="button quiet small" onClick={() => onOpen(one.faqId)}>{questionFor(one.faqId)}</button>
                <span class="muted small">{one.wording}</span>
                <meter min={0} max={1} value={one.score} aria-label={t('faq.score')} />
                <span class="num small">{one.score.toFixed(2)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
