import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { piecesOf, type Template, type Values } from './model';

/** A template as the citizen will read it; what is still to be filled in stands out. */
export function TemplatePreview({ template: { header, media, body, footer, buttons }, values, label }: { template: Template; values: Values; label: string }) {
  return (
    <section class="template-preview" aria-label={label}>
      <span class="label">{label}</span>
      <div class="bubble" dir="auto">
        {media && <p class="template-media"><Icon name="clip" />{t(`template.media.${media}`)}</p>}
        {header && <p class="tl-text"><strong><Filled text={header} part="header" values={values} /></strong></p>}
        <p class="tl-text"><Filled text={body} part="body" values={values} /></p>
        {footer && <p class="tl-text small muted">{footer}</p>}
      </div>
      {buttons.length > 0 && <ul class="tl-options" aria-label={t('timeline.options')}>{buttons.map((button) => <li key={button.text} class="chip">{button.text}</li>)}</ul>}
    </section>
  );
}

function Filled({ text, part, values }: { text: string; part: 'header' | 'body'; values: Values }) {
  return <>{piecesOf(text, part, values).map(({ text: piece, value }, index) => (value === null ? piece : value === '' ? <mark key={index}>{piece}</mark> : <span key={index} class="filled">{value}</span>))}</>;
}
