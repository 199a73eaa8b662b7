import { me, signOut } from '../account/session';
import { ask } from '../http/http';
import { dialog } from '../desk/dialogs';
import { LanguageSwitch } from '../account/LanguageSwitch';
import { t } from '../i18n/translate';
import { ringing, setRinging } from '../offers/sound';
import { Icon } from '../ui/Icon';
import { Menu, MenuItem } from '../ui/Menu';
import { Avatar, PresenceDot } from '../ui/pieces';
import { attempt } from '../ui/toasts';
import { choosePresence, ownState } from './live';

const CHOICES = ['available', 'busy', 'away', 'offline'] as const;

/** The own name, presence and load, and what belongs to the account. */
export function PresenceMenu() {
  const state = ownState.value;
  const presence = state?.presence ?? 'offline';
  const load = `${state?.conversations.length ?? 0}/${state?.capacity ?? me.value?.capacity ?? 0}`;
  const button = (
    <>
      <span class="rail-avatar"><Avatar name={me.value?.name} /><span class={`presence ${presence}`} aria-hidden="true" /></span>
      <span class="rail-load num" title={t('presence.load')}>{load}</span>
    </>
  );
  return (
    <Menu label={t('presence.menu', { name: me.value?.name ?? '', presence: t(`presence.${presence}`), load })} buttonClass="rail-me" button={button} side="above">
      {(close) => (
        <>
          <div class="menu-title" role="presentation"><strong>{me.value?.name}</strong><br />{me.value?.email}</div>
          {CHOICES.map((choice) => (
            <MenuItem key={choice} checked={presence === choice} onChoose={() => { close(); void choosePresence(choice); }}><PresenceDot presence={choice} word /></MenuItem>
          ))}
          <hr />
          <MenuItem onChoose={() => setRinging(!ringing.value)}><Icon name={ringing.value ? 'bell' : 'bellOff'} />{t(ringing.value ? 'presence.soundOn' : 'presence.soundOff')}</MenuItem>
          <MenuItem onChoose={() => { close(); dialog.value = 'help'; }}><Icon name="keyboard" />{t('help.title')}</MenuItem>
          <MenuItem onChoose={() => { close(); dialog.value = 'account'; }}><Icon name="shield" />{t('account.title')}</MenuItem>
          <div class="menu-title" role="presentation"><LanguageSwitch onChoose={(language) => void attempt(() => ask('POST', '/api/account/language', { language }))} /></div>
          <hr />
          <MenuItem onChoose={() => { close(); void attempt(signOut); }}><Icon name="out" />{t('act.signOut')}</MenuItem>
        </>
      )}
    </Menu>
  );
}
