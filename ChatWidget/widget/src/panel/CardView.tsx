import { cardOf, type json } from '@contacthub/client';
import css from '../styles/cards.css?inline';
import { CardButton, type Choose } from './CardButton.tsx';
import { CardForm } from './CardForm.tsx';
import { usePanel } from './context.ts';
import { Markdown } from './markdown.tsx';

// A sheet of its own that is adopted, as that of files: the page's policy lets no style element come later.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

/** A bot's card: pictures, title, words, fields, and buttons that say something or lead somewhere. */
export function CardView({ json }: { readonly json: json.Json }) {
  const { chat, t } = usePanel();
  const card = cardOf(json);
  if (!card) return null;
  // Once people have the turn, or nobody, there is nobody who takes what a button says.
  const onChoose: Choose | null = chat.feed.state.summary?.owner === 'bot' ? (option, fields) => chat.say(option.said ?? option.text, option.id, fields) : null;
  return (
    <div class="bot-card" dir="auto">
      {card.images.map(image => <img key={image.url} class="card-image" src={image.url} alt={image.alt ?? ''} loading="lazy" referrerpolicy="no-referrer" />)}
      {(card.title ?? card.subtitle ?? card.text) && (
        <div class="card-words">
          {card.title && <p class="card-title">{card.title}</p>}
          {card.subtitle && <p class="card-subtitle">{card.subtitle}</p>}
          {card.text && <Markdown text={card.text} newWindow={t('opensNewWindow')} />}
        </div>
      )}
      {card.form ? <CardForm form={card.form} buttons={card.buttons} onChoose={onChoose} /> : card.buttons.length > 0 && (
        <div class="card-buttons">{card.buttons.map(button => <CardButton key={button.id} button={button} onChoose={onChoose} />)}</div>
      )}
    </div>
  );
}
