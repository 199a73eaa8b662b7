import type { Card } from '@contacthub/client';
import css from '../styles/cards.css?inline';
import { CardButton, type Choose } from './CardButton.tsx';
import { CardForm } from './CardForm.tsx';
import { usePanel } from './context.ts';
import { Markdown } from './markdown.tsx';

// A sheet of its own that is adopted, as that of files: the page's policy lets no style element come later.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

interface Props {
  readonly card: Card;
  /** Whether the bot has the turn: otherwise nobody takes what a button says any more. */
  readonly bots: boolean;
}

/** A bot's card: pictures, title, words, fields, and buttons that say something or lead somewhere. */
export function CardView({ card, bots }: Props) {
  const { chat, t } = usePanel();
  const onChoose: Choose | null = bots ? (option, fields) => chat.say(option.said ?? option.text, option.id, fields) : null;
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
      {'fields' in card.json ? <CardForm card={card} onChoose={onChoose} /> : card.buttons.length > 0 && (
        <div class="card-buttons">{card.buttons.map(button => <CardButton key={button.id} button={button} onChoose={onChoose} />)}</div>
      )}
    </div>
  );
}
