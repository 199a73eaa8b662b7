import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import type { FaqEntry } from '../model';

const LANGUAGES = ['tr', 'en', 'ar'] as const;

/** The ways in which people ask; each is searched by itself, so more of them help most. */
export function Wordings({ wordings, onChange }: { wordings: FaqEntry['wordings']; onChange: (wordings: FaqEntry['wordings']) => void }) {
  const set = (at: number, part: Partial<FaqEntry['wordings'][number]>) => onChange(wordings.map((one, n) => (n === at ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>{t('faq.wordings')}</legend>
      {wordings.map((one, at) => (
        <div key={at} class="row wording">
          <select class="input fit" aria-label={t('faq.wordingLanguage', { n: at + 1 })} value={one.language} onChange={(event) => set(at, { language: event.currentTarget.value })}>
            {LANGUAGES.map((language) => <option key={language} value={language} selected={language === one.language}>{t(`language.${language}`)}</option>)}
          </select>
          <input class="input" lang={one.language} aria-label={t('faq.wording', { n: at + 1 })} minLength={3} maxLength={200} required={at === 0} value={one.text} onInput={(event) => set(at, { text: event.currentTarget.value })} />
          <button type="button" class="button quiet icon-only" disabled={wordings.length === 1} aria-label={t('faq.removeWording', { n: at + 1 })} onClick={() => onChange(wordings.filter((_, n) => n !== at))}><Icon name="close" /></button>
        </div>
      ))}
      <div><button type="button" class="button quiet small" onClick={() => onChange([...wordings, { language: wordings.at(-1)?.language ?? 'tr', text: '' }])}><Icon name="plus" />{t('faq.addWording')}</button></div>
    </fieldset>
  );
}
