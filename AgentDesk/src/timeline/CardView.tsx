import type { Card } from '@contacthub/client';
import { Markdown } from './Markdown';

/** A bot's card as the citizen sees it; its buttons are the citizen's to press. */
export function CardView({ card }: { card: Card }) {
  return (
    <div class="tl-card">
      {card.images.map((image) => <img key={image.url} src={image.url} alt={image.alt ?? ''} loading="lazy" referrerpolicy="no-referrer" />)}
      {card.title && <strong>{card.title}</strong>}
      {card.subtitle && <span class="tl-card-subtitle">{card.subtitle}</span>}
      {card.text && <Markdown text={card.text} />}
      {card.buttons.length > 0 && <ul class="tl-options">{card.buttons.map((button) => <li key={button.id} class="chip">{button.text}</li>)}</ul>}
    </div>
  );
}
