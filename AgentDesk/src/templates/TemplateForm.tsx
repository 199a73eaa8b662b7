import { newClientId } from '@contacthub/client';
import { useMemo, useState } from 'preact/hooks';
import { AttachButton, AttachmentList, useUploads } from '../composer/Attachments';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { textOf } from '../ui/errorText';
import { TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { tell } from '../ui/toasts';
import { isFilled, languageName, longest, oneLine, sendTemplate, type Template, type Values } from './model';
import { TemplatePreview } from './TemplatePreview';

/** What a field is called: its part, and its number or name there; of a button, its words. */
function labelOf(template: Template, key: string): string {
  const [part, name] = key.split('.') as [string, string];
  if (part === 'button') return t('template.button', { text: template.buttons[Number(name)]?.text ?? name });
  return t(part === 'header' ? 'template.headerField' : 'template.bodyField', { name });
}

/** Fills a template in and sends it, with what the citizen will read beside it. */
export function TemplateForm({ summary, template, onBack, onClose }: { summary: Summary; template: Template; onBack: () => void; onClose: () => void }) {
  const [values, setValues] = useState<Values>({});
  const [error, setError] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const files = useUploads(`${summary.id} template`);
  const uploads = files.items.filter((item) => item.status !== 'failed').map((item) => item.result?.id);
  // The same message asked for again, after an answer that was lost, is not sent twice; another one is.
  const clientId = useMemo(() => newClientId(Date.now()), [JSON.stringify([values, uploads])]);
  const hasFile = !template.media || (uploads.length === 1 && uploads[0] !== undefined && !files.items.some((item) => item.isPending));
  const ready = !sending && isFilled(template, values) && hasFile;
  const send = async () => {
    if (!ready) return;
    setSending(true);
    setError(null);
    try {
      const { name, language } = template;
      await sendTemplate(summary.id, { clientId, template: { name, language, values }, uploads: template.media ? uploads.filter((id) => id !== undefined) : [] });
      files.take();
      tell(t('template.sent'));
      onClose();
    } catch (thrown) {
      setError(textOf(thrown));
      setSending(false);
    }
  };
  return (
    <Dialog title={template.name} onClose={onClose} onSubmit={() => void send()} wide
      foot={<>
        <button type="button" class="button" onClick={onBack}><Icon name="back" />{t('template.other')}</button>
        <button type="submit" class="button primary" disabled={!ready}><Icon name="send" />{t(sending ? 'mail.sending' : 'act.send')}</button>
      </>}>
      <div class="template-parts">
        <div class="template-fields">
          {error && <p class="form-error" role="alert">{error}</p>}
          {template.fields.length === 0 && !template.media && <p class="muted">{t('template.nothingToFill')}</p>}
          {template.media && (
            <div class="field">
              <span class="label">{t(`template.media.${template.media}`)}</span>
              <AttachmentList uploads={files} />
              <div><AttachButton uploads={files} disabled={uploads.length > 0} /></div>
            </div>
          )}
          {template.fields.map(({ key, example }) => (
            <TextField key={key} label={labelOf(template, key)} hint={example ? t('template.example', { text: example }) : undefined} required maxLength={longest(key)}
              value={values[key] ?? ''} onValue={(value) => setValues({ ...values, [key]: oneLine(value) })} />
          ))}
        </div>
        <TemplatePreview template={template} values={values} label={t('template.preview', { language: languageName(template.language) })} />
      </div>
    </Dialog>
  );
}
