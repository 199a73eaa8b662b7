import { me, readOnly, signOut } from '../account/session';
import { ask } from '../http/http';
import { dialog } from '../desk/dialogs';
import { language, setLanguage } from '../i18n/language';
import { t } from '../i18n/translate';
import { ringing, setRinging } from '../offers/sound';
import { Icon } from '../ui/Icon';
import { Menu, MenuItem } from '../ui/Menu';
import { Avatar, PresenceDot, presenceWord } from '../ui/pieces';
import { attempt } from '../ui/toasts';
import { choosePresence, ownState, wish } from './live';

const LANGUAGES = { tr: 'Türkçe', en: 'English' } as const;
const CHOICES = ['available', 'busy', 'away', 'offline'] as const;

/** The own name, presence and load, and what belongs to the account. */
export function PresenceMenu() {
  const state = ownState.value;
  const presence = state?.presence ?? 'offline';
  const word = wish.value ? t('presence.wished', { presence: t(`presence.${wish.value}`) }) : presenceWord(presence, state?.phone);
  const load = `${state?.conversations.length ?? 0}/${state?.capacity ?? me.value?.capacity ?? 0}`;
  const speak = (choice: keyof typeof LANGUAGES) => {
    setLanguage(choice);
    void attempt(() => ask('POST', '/api/account/language', { language: choice }));
  };
  const button = (
    <>
      <span class="visually-hidden">{readOnly.value ? me.value?.name : t('presence.menu', { name: me.value?.name ?? '', presence: word })}</span>
      <span class="rail-avatar"><Avatar name={me.value?.name} />{!readOnly.value && <span class={`presence ${presence} ${wish.value ? 'wished' : ''}`} aria-hidden="true" />}</span>
      {!readOnly.value && <span class="rail-load num" title={t('presence.load')}>{load}</span>}
    </>
  );
  return (
    <Menu label={t('account.title')} named={false} buttonClass="rail-me" button={button} side="above">
      {(close) => (
        <>
          <div class="menu-title" role="presentation"><strong>{me.value?.name}</strong><br />{me.value?.email}</div>
          {!readOnly.value && CHOICES.map((choice) => (
            <MenuItem key={choice} checked={(wish.value ?? state?.chosen ?? presence) === choice} onChoose={() => { close(); void choosePresence(choice); }}><PresenceDot presence={choice} word /></MenuItem>
          ))}
          <hr />
          <MenuItem onChoose={() => setRinging(!ringing.value)}><Icon name={ringing.value ? 'bell' : 'bellOff'} />{t(ringing.value ? 'presence.soundOn' : 'presence.soundOff')}</MenuItem>
          <MenuItem onChoose={() => { close(); dialog.value = 'help'; }}><Icon name="keyboard" />{t('help.title')}</MenuItem>
          <MenuItem onChoose={() => { close(); dialog.value = 'account'; }}><Icon name="shield" />{t('account.title')}</MenuItem>
          {(['tr', 'en'] as const).map((choice) => (
            <MenuItem key={choice} checked={language.value === choice} onChoose={() => { close(); speak(choice); }}><Icon name="globe" /><span lang={choice}>{LANGUAGES[choice]}</span></MenuItem>
          ))}
          <hr />
          <MenuItem onChoose={() => { close(); void attempt(signOut); }}><Icon name="out" />{t('act.signOut')}</MenuItem>
        </>
      )}
    </Menu>
  );
}
