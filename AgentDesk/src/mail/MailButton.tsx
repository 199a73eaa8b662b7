import { readOnly } from '../account/session';
import { dialog } from '../desk/dialogs';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { addressee, mailboxes, type Addressee } from './mail';

/** Begins a mail: to a known address, or to one that is still to be written. Nothing where no mail can be sent. */
export function MailButton({ to }: { to?: Addressee }) {
  if (mailboxes.value.length === 0 || readOnly.value) return null;
  const label = to ? t('mail.newTo', { address: to.address }) : t('mail.new');
  const open = () => {
    addressee.value = to ?? null;
    dialog.value = 'mail';
  };
  return <button type="button" class={`button quiet icon-only ${to ? 'small' : ''}`} aria-label={label} title={label} onClick={open}><Icon name="mail" /></button>;
}
