import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { TimelineState } from '@contacthub/client';
import type { Language } from '../bridge.ts';
import type { SiteConfig } from '../chat/siteConfig.ts';
import type { VisitorChat } from '../chat/visitorChat.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Sound } from './sound.ts';

/** What every part of the panel may use. */
export interface Panel {
  readonly chat: VisitorChat;
  readonly config: SiteConfig;
  readonly language: Language;
  readonly t: Translate;
  /** Null while it is off. */
  readonly sound: { current: Sound | null };
  readonly setLanguage: (language: Language) => void;
  readonly close: () => void;
}

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('No panel');
  return panel;
}

/** The timeline of the moment; draws again with every change of it, of the connection and of the outbox. */
export function useTimeline(): TimelineState {
  const { chat } = usePanel();
  const [, draw] = useState(0);
  useEffect(() => {
    const changed = () => draw(count => count + 1);
    const stops = [chat.feed.subscribe(changed), chat.onChange(changed)];
    changed();
    return () => stops.forEach(stop => stop());
  }, [chat]);
  return chat.feed.state;
}
