import type { Card, MessageOption } from '@contacthub/client';
import css from '../styles/cards.css?inline';
import { usePanel } from './context.ts';
import { Markdown } from './markdown.tsx';

// A sheet of its own that is adopted, as that of files: the page's policy lets no style element come later.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

interface Props {
  readonly card: Card;
  /** Null when nobody takes what a button says any more: the bot no longer has the turn. */
  readonly onChoose: ((option: MessageOption) => void) | null;
}

/** A bot's card: pictures, title, words, and buttons that say something or lead somewhere. */
export function CardView({ card, onChoose }: Props) {
  const { t } = usePanel();
  return (
    <div class="card" dir="auto">
      {card.images.map(image => <img key={image.url} class="card-image" src={image.url} alt={image.alt ?? ''} loading="lazy" referrerpolicy="no-referrer" />)}
      {(card.title ?? card.subtitle ?? card.text) && (
        <div class="card-words">
          {card.title && <p class="card-title">{card.title}</p>}
          {card.subtitle && <p class="card-subtitle">{card.subtitle}</p>}
          {card.text && <Markdown text={card.text} newWindow={t('opensNewWindow')} />}
        </div>
      )}
      {card.buttons.length > 0 && (
        <div class="card-buttons">
          {card.buttons.map(button => button.href
            ? <a key={button.id} class="card-button" href={button.href} target="_blank" rel="noopener noreferrer" dir="auto">{button.text}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M10 5H5v14h14v-5M14 5h5v5M19 5l-8.5 8.5" /></svg><span class="unseen"> ({t('opensNewWindow')})</span></a>
            : <button key={button.id} type="button" class="card-button" dir="auto" disabled={!onChoose} onClick={() => onChoose?.(button)}>{button.text}</button>)}
        </div>
      )}
    </div>
  );
}
