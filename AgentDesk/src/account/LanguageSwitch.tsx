import { language, setLanguage, type Language } from '../i18n/language';
import { t } from '../i18n/translate';

const NAMES: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English' };

/** Two buttons, one for each language of the desk. `onChoose` hears of the choice too, to keep it in the account. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }) {
  return (
    <div class="language-switch" role="group" aria-label={t('field.language')}>
      {(Object.keys(NAMES) as Language[]).map((name) => (
        <button key={name} type="button" class="button quiet small" lang={name} aria-pressed={language.value === name}
          onClick={() => { setLanguage(name); onChoose?.(name); }}>{NAMES[name]}</button>
      ))}
    </div>
  );
}
