import { useEffect, useState } from 'preact/hooks';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { textOf } from '../ui/errorText';
import { TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { Loading } from '../ui/pieces';
import { found, languageName, templatesOf, type Template } from './model';
import { TemplateForm } from './TemplateForm';

const keyOf = ({ name, language }: Template) => `${name} ${language}`;

/** Chooses a template, fills it in and sends it: what can be said on WhatsApp when the time for an answer is over. */
export function TemplateDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const [templates, setTemplates] = useState<readonly Template[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [chosen, choose] = useState<Template | null>(null);
  const load = (fresh: boolean) => {
    setTemplates(null);
    setError(null);
    templatesOf(summary.id, fresh).then(setTemplates, (thrown: unknown) => { setError(textOf(thrown)); setTemplates([]); });
  };
  useEffect(() => load(false), [summary.id]);
  if (chosen) return <TemplateForm key={keyOf(chosen)} summary={summary} template={chosen} onBack={() => choose(null)} onClose={onClose} />;
  const shown = found(templates ?? [], typed);
  return (
    <Dialog title={t('template.title')} onClose={onClose} wide
      foot={<><button type="button" class="button" disabled={templates === null} onClick={() => load(true)}><Icon name="reopen" />{t('template.refresh')}</button><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button></>}>
      <p class="muted">{t('template.help')}</p>
      <TextField label={t('template.search')} value={typed} onValue={setTyped} />
      {error && <p class="form-error" role="alert">{error}</p>}
      {templates === null ? <div class="choices-to-come"><Loading /></div> : (
        <ul class="templates" aria-label={t('template.list')}>
          {shown.map((template) => (
            <li key={keyOf(template)}>
              <button type="button" class="template" onClick={() => choose(template)}>
                <span class="row wrap"><strong>{template.name}</strong><span class="chip">{languageName(template.language)}</span>{template.category === 'marketing' && <span class="chip warn">{t('template.marketing')}</span>}</span>
                <span class="template-words" dir="auto">{template.body}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {templates !== null && !error && shown.length === 0 && <p class="muted" role="status">{t(templates.length === 0 ? 'template.none' : 'template.notFound')}</p>}
    </Dialog>
  );
}
