import { cardOf, type json } from '@contacthub/client';
import { t } from '../i18n/translate';
import { Markdown } from './Markdown';

/** A bot's card as the citizen sees it; its fields and buttons are the citizen's. */
export function CardView({ json }: { json: json.Json }) {
  const card = cardOf(json);
  if (!card) return null;
  const { form } = card;
  return (
    <div class="tl-card">
      {card.images.map((image) => <img key={image.url} src={image.url} alt={image.alt ?? ''} loading="lazy" referrerpolicy="no-referrer" />)}
      {card.title && <strong>{card.title}</strong>}
      {card.subtitle && <span class="tl-card-subtitle">{card.subtitle}</span>}
      {card.text && <Markdown text={card.text} />}
      {form && <ul class="tl-card-fields" aria-label={t('timeline.fields')}>{form.fields.map((field) => <li key={field.id} dir="auto">{field.label}</li>)}</ul>}
      {card.buttons.length > 0 && <ul class="tl-options">{card.buttons.map((button) => <li key={button.id} class="chip">{button.text}</li>)}</ul>}
    </div>
  );
}
