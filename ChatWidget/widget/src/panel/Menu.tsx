import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TimelineState } from '@contacthub/client';
import type { Language } from '../bridge.ts';
import { usePanel } from './context.ts';
import { Sound } from './sound.ts';

/** Each language in its own words, for whoever can't read the one that is set. */
const names: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English', ar: 'العربية' };

/** Language, sound, and the end of the conversation. */
export function Menu({ state, done }: { readonly state: TimelineState; readonly done: () => void }) {
  const { chat, config, language, sound, t, setLanguage } = usePanel();
  const [ending, setEnding] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => first.current?.querySelector<HTMLElement>('input:checked, button')?.focus(), [ending]);
  const toggleSound = () => {
    sound.current?.stop();
    sound.current = sound.current ? null : new Sound();
    done();
  };
  const going = state.summary !== null && state.summary.owner !== 'none';

  if (ending) {
    return (
      <div class="menu" ref={first} role="group" aria-label={t('endConversation')}>
        <p class="menu-question">{t('endQuestion')}</p>
        <div class="row">
          <button type="button" class="button button-danger" onClick={() => { chat.leave(); done(); }}>{t('endYes')}</button>
          <button type="button" class="button" onClick={done}>{t('cancel')}</button>
        </div>
      </div>
    );
  }
  return (
    <div class="menu" ref={first} role="group" aria-label={t('menu')}>
      {config.languages.length > 1 && (
        <fieldset class="languages">
          <legend>{t('language')}</legend>
          {config.languages.map(one => (
            <label key={one} lang={one}>
              <input type="radio" name="language" checked={one === language} onChange={() => setLanguage(one)} />
              <span>{names[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <button type="button" class="menu-item" onClick={toggleSound}>{t(sound.current ? 'soundOff' : 'soundOn')}</button>
      {going && <button type="button" class="menu-item menu-end" onClick={() => setEnding(true)}>{t('endConversation')}</button>}
    </div>
  );
}
