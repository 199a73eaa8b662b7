import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { hasOlder, type TimelineState } from '@contacthub/client';
import { inLanguage } from '../chat/siteConfig.ts';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';
import { linesOf, type Line } from './lines.ts';
import { Markdown } from './markdown.tsx';
import { MessageBubble } from './MessageBubble.tsx';
import { dayText } from './time.ts';

/** This close to the bottom counts as there, in pixels. */
const nearby = 80;

interface Props {
  readonly state: TimelineState;
  readonly onEdit: (text: string) => void;
  /** Told whether the newest message is in sight. */
  readonly onSight: (inSight: boolean) => void;
  /** What stands after the last message. */
  readonly children: ComponentChildren;
}

/** The messages. Stays at the newest one unless the visitor has scrolled up; older ones come in pages. */
export function Log({ state, onEdit, onSight, children }: Props) {
  const { chat, t } = usePanel();
  const box = useRef<HTMLDivElement>(null);
  const kept = useRef({ height: 0, first: 0, top: 0, atEnd: true });
  const [away, setAway] = useState(false);
  const lines = linesOf(state);
  const first = state.entries[0]?.seq ?? 0;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const { height, first: firstBefore, atEnd } = kept.current;
    // What came in front must not move what is being read.
    if (first < firstBefore) element.scrollTop += element.scrollHeight - height;
    else if (atEnd) element.scrollTop = element.scrollHeight;
    kept.current = { ...kept.current, height: element.scrollHeight, first };
  });

  const toEnd = () => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };

  // The keyboard of a phone makes the box smaller, a card that unfolds makes what is in it longer.
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => { if (kept.current.atEnd) toEnd(); });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    const { scrollTop: top } = element;
    // What grew meanwhile, a picture that came, took nobody away from the end.
    const atEnd = element.scrollHeight - top - element.clientHeight < nearby || (kept.current.atEnd && top >= kept.current.top);
    if (atEnd !== kept.current.atEnd) {
      setAway(!atEnd);
      onSight(atEnd);
    }
    kept.current = { ...kept.current, top, atEnd };
    if (top < nearby) void chat.feed.older();
  };

  return (
    <div class="log-place">
      <div class="log" ref={box} onScroll={scrolled} tabIndex={0} role="region" aria-label={t('log')}>
        <div>
          {hasOlder(state) ? <p class="note">{t('older')}</p> : <Opening />}
          <div role="log" aria-live="polite" aria-relevant="additions">
            {lines.map(line => <LineView key={line.key} line={line} onEdit={onEdit} />)}
          </div>
          <TypingLine state={state} />
          {children}
        </div>
      </div>
      {away && <button type="button" class="to-end" onClick={toEnd}><Icon name="down" />{t('newMessages')}</button>}
    </div>
  );
}

function LineView({ line, onEdit }: { readonly line: Line; readonly onEdit: (text: string) => void }) {
  const { language, t } = usePanel();
  switch (line.kind) {
    case 'day': return <p class="day"><span>{dayText(line.at, language, t, new Date())}</span></p>;
    case 'note': return <p class="note">{t(line.text, line.values)}</p>;
    case 'message': return <MessageBubble line={line} onEdit={onEdit} />;
  }
}

/** Who answers here, and what becomes of what is written: said before the first word. */
function Opening() {
  const { config, language, t } = usePanel();
  return (
    <>
      <p class="privacy">
        {t('privacy')}{' '}
        {config.privacyUrl && <a href={config.privacyUrl} target="_blank" rel="noopener">{t('privacyLink')}<span class="unseen"> ({t('opensNewWindow')})</span></a>}
      </p>
      <div class="message theirs first last">
        <span class="avatar avatar-bot" aria-hidden="true"><Icon name="bot" /></span>
        <div class="message-body">
          <p class="message-name">{t('assistant')}</p>
          <div class="bubble" dir="auto"><p>{inLanguage(config.greeting, language) ?? t('greeting')}</p></div>
        </div>
      </div>
      {!config.open && config.hours && <p class="note"><Icon name="clock" /> {t('hours', { hours: config.hours })}</p>}
    </>
  );
}

function TypingLine({ state }: { readonly state: TimelineState }) {
  const { chat, t } = usePanel();
  const typing = state.typing.find(one => one.by.kind !== 'citizen' && one.by.id !== chat.visitorId);
  const name = typing?.by.kind === 'bot' ? t('assistant') : typing?.by.name ?? t('someone');
  return (
    <div role="status">
      {typing?.text && (
        <div class="message theirs first last" aria-hidden="true">
          <span class="avatar avatar-bot"><Icon name="bot" /></span>
          <div class="message-body"><div class="bubble writing" dir="auto"><Markdown text={typing.text} newWindow="" /></div></div>
        </div>
      )}
      {typing && <p class="typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{t('typing', { name })}</p>}
    </div>
  );
}
