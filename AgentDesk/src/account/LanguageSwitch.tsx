import { language, setLanguage, type Language } from '../i18n/language';
import { t } from '../i18n/translate';

const NAMES: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English' };

/** Two buttons, one for each language of the desk. */
export function LanguageSwitch() {
  return (
    <div class="language-switch" role="group" aria-label={t('field.language')}>
      {(Object.keys(NAMES) as Language[]).map((name) => (
        <button key={name} type="button" class="button quiet small" lang={name} aria-pressed={language.value === name}
          onClick={() => setLanguage(name)}>{NAMES[name]}</button>
      ))}
    </div>
  );
}
