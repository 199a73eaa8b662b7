import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isLanguage, type Language } from '../bridge.ts';
import { loadConfig } from '../chat/browserChat.ts';
import { tellHost } from '../chat/hostEvents.ts';
import { inLanguage, type SiteConfig } from '../chat/siteConfig.ts';
import type { VisitorChat } from '../chat/visitorChat.ts';
import { directionOf, loadTranslation, type Translate } from '../i18n/translate.ts';
import type { HostBridge } from '../hostBridge.ts';
import { paletteOf } from './color.ts';
import { PanelContext } from './context.ts';
import { Panel } from './Panel.tsx';
import type { Sound } from './sound.ts';

interface Props {
  readonly site: string;
  readonly chat: VisitorChat;
  /** The page around the frame. */
  readonly host: HostBridge;
}

/** Waits for the site's settings and the words, and ties the panel to the page around it. */
export function App({ site, chat, host }: Props) {
  const [config, setConfig] = useState<SiteConfig | null>(null);
  const [failed, setFailed] = useState(false);
  const [language, setLanguage] = useState<Language>('tr');
  const [translate, setTranslate] = useState<{ readonly language: Language; readonly t: Translate } | null>(null);
  const [open, setOpen] = useState(false);
  const front = useInFront();
  const sound = useRef<Sound | null>(null);

  const load = useCallback(() => {
    setFailed(false);
    loadConfig(site).then(setConfig, () => setFailed(true));
  }, [site]);

  useEffect(() => {
    host.listen(message => {
      switch (message.type) {
        case 'hello':
          chat.page = message.page;
          if (message.language) setLanguage(message.language);
          host.post({ type: 'ready' });
          host.post({ type: 'kept', kept: chat.kept });
          break;
        case 'open':
          setOpen(true);
          if (message.focus) focusSoon();
          break;
        case 'close': setOpen(false); break;
        case 'identify': chat.identify(message.token).catch(chat.reportError); break;
        case 'language': setLanguage(message.language); break;
      }
    });
    if (host.isAlone) {
      setOpen(true);
      const wanted = new URLSearchParams(location.search).get('language') ?? navigator.language.slice(0, 2);
      if (isLanguage(wanted)) setLanguage(wanted);
    }
    tellHost(chat, message => host.post(message), () => sound.current?.play());
    chat.resume();
    load();
  }, []);

  useEffect(() => {
    chat.language = language;
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    // The words of the language before may still be on their way, and come last.
    let wanted = true;
    loadTranslation(language).then(t => { if (wanted) setTranslate({ language, t }); }, () => { if (wanted) setFailed(true); });
    return () => { wanted = false; };
  }, [language]);

  useEffect(() => {
    if (!config) return;
    chat.limits = config.uploads;
    document.title = inLanguage(config.title, language) ?? document.title;
    const palette = paletteOf(config.color);
    for (const [name, value] of Object.entries(palette)) document.documentElement.style.setProperty(`--${name}`, value);
  }, [config, language]);

  const close = useCallback(() => host.post({ type: 'close' }), [host]);
  useEscape(close);

  if (failed && !config) return <LoadFailed t={translate?.t ?? null} retry={load} close={close} />;
  if (!config || !translate) return <div class="loading" aria-busy="true"><span /></div>;
  const choose = (chosen: Language) => {
    setLanguage(chosen);
    host.post({ type: 'language', language: chosen });
  };
  return (
    <PanelContext.Provider value={{ chat, config, language: translate.language, t: translate.t, sound, setLanguage: choose, close }}>
      <Panel seen={open && front} />
    </PanelContext.Provider>
  );
}

function LoadFailed({ t, retry, close }: { readonly t: Translate | null; readonly retry: () => void; readonly close: () => void }) {
  useEffect(() => {
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, []);
  return (
    <div class="load-failed" role="alert">
      <p>{t?.('loadFailed')}</p>
      <button type="button" class="button button-primary" onClick={retry}>{t?.('retry') ?? '↻'}</button>
      <button type="button" class="button" onClick={close}>{t?.('close') ?? '×'}</button>
    </div>
  );
}

/** Whether the tab is in front. */
function useInFront(): boolean {
  const [front, setFront] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const changed = () => setFront(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  return front;
}

function useEscape(run: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) run();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [run]);
}

/** The field to write in may only be there after the next drawing. */
function focusSoon(tries = 20): void {
  const field = document.getElementById('composer');
  if (field) field.focus();
  else if (tries > 0) setTimeout(() => focusSoon(tries - 1), 50);
}
