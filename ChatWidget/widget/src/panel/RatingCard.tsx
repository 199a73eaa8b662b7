import { useState } from 'preact/hooks';
import type { TimelineState } from '@contacthub/client';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';

const scores = [1, 2, 3, 4, 5] as const;

/** After the end: how it was, and the way to a new conversation. */
export function EndCard({ state, onNew }: { readonly state: TimelineState; readonly onNew: () => void }) {
  const { chat, t } = usePanel();
  const rated = state.summary?.rating != null || chat.isPending('rate');
  return (
    <section class="card end">
      {rated ? <p role="status" class="card-title">{t('rateThanks')}</p> : <Rating />}
      <button type="button" class="button" onClick={onNew}>{t('newConversation')}</button>
    </section>
  );
}

function Rating() {
  const { chat, t } = usePanel();
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState('');
  return (
    <form onSubmit={event => { event.preventDefault(); chat.rate(score, comment.trim()); }}>
      <fieldset class="stars">
        <legend class="card-title">{t('rateTitle')}</legend>
        <div class="stars-row">
          {scores.map(value => (
            <label key={value} class={value <= score ? 'star star-on' : 'star'}>
              <input type="radio" name="score" value={value} checked={value === score} onChange={() => setScore(value)} />
              <Icon name="star" />
              <span class="unseen">{t('rateOf', { score: value, label: t(`rate${value}`) })}</span>
            </label>
          ))}
        </div>
        <p class="muted stars-label" aria-hidden="true">{score > 0 && t(`rate${score as 1 | 2 | 3 | 4 | 5}`)}</p>
      </fieldset>
      {score > 0 && (
        <>
          <label class="field">
            <span>{t('rateComment')}</span>
            <textarea rows={2} maxLength={500} dir="auto" value={comment} onInput={event => setComment(event.currentTarget.value)} />
          </label>
          <button type="submit" class="button button-primary">{t('rateSend')}</button>
        </>
      )}
    </form>
  );
}
