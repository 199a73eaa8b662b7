import type { TimelineState } from '@contacthub/client';
import { inLanguage } from '../chat/siteConfig.ts';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';
import { MenuButton } from './MenuButton.tsx';

/** Which institution this is, and who is talking. */
export function Header({ state }: { readonly state: TimelineState }) {
  const { config, language, t, close } = usePanel();
  const owner = state.summary?.owner;
  const agent = owner === 'agent' ? state.summary?.agentName ?? t('someone') : null;
  const status = agent ? t('agentStatus', { name: agent })
    : owner === 'queue' ? t('queueStatus')
    : owner === 'none' ? t('resolvedStatus')
    : t(config.open ? 'assistantStatus' : 'closedStatus');
  return (
    <header class="header">
      <span class="avatar avatar-header" aria-hidden="true">{agent ? initialsOf(agent, language) : <Icon name={owner === 'queue' ? 'clock' : 'bot'} />}</span>
      <div class="header-text">
        <h1 id="title">{inLanguage(config.title, language) ?? t('assistant')}</h1>
        <p role="status">{status}</p>
      </div>
      <MenuButton state={state} />
      <button type="button" class="header-button" onClick={close} aria-label={t('close')}><Icon name="close" /></button>
    </header>
  );
}

/** First letters of the first and the last name. */
export function initialsOf(name: string, language: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map(word => Array.from(word ?? '')[0] ?? '').join('').toLocaleUpperCase(language);
}
