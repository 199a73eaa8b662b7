import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimelineState } from '@contacthub/client';
import type { Language } from '../bridge.ts';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';

/** Each language in its own words, for whoever can't read the one that is set. */
const names: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English', ar: 'العربية' };

export function MenuButton({ state }: { readonly state: TimelineState }) {
  const { t } = usePanel();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event.type === 'pointerdown' && place.current?.contains(event.target as Node)) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        button.current?.focus();
      }
      setOpen(false);
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('keydown', leave, true);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('keydown', leave, true);
    };
  }, [open]);

  return (
    <div class="menu-place" ref={place}>
      <button type="button" class="header-button" ref={button} aria-label={t('menu')} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="menu" />
      </button>
      {open && <Menu state={state} done={() => { setOpen(false); button.current?.focus(); }} />}
    </div>
  );
}

function Menu({ state, done }: { readonly state: TimelineState; readonly done: () => void }) {
  const { chat, config, language, sound, t, setLanguage } = usePanel();
  const [ending, setEnding] = useState(false);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>('input:checked, button')?.focus(), [ending]);
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
      <button type="button" class="menu-item" onClick={() => { sound.toggle(); done(); }}>{t(sound.on ? 'soundOff' : 'soundOn')}</button>
      {going && <button type="button" class="menu-item menu-end" onClick={() => setEnding(true)}>{t('endConversation')}</button>}
    </div>
  );
}
