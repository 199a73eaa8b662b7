import { me, readOnly } from '../account/session';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { calls, phone, placeCall } from './live';
import { writtenNumber } from './model';

/** Calls a number by a click; nothing where no calls can be placed. Who has no extension is told so by the hub. */
export function CallButton({ conversationId, number, label }: { conversationId: string; number: string; label?: string }) {
  if (!phone.value.calling || readOnly.value || !me.value) return null;
  const busy = calls.value.some((call) => call.state === 'talking' || call.state === 'held' || call.state === 'dialling' || call.state === 'ownPhone');
  return (
    <button type="button" class={label ? 'button primary' : 'button quiet icon-only small'} disabled={busy} aria-label={t('call.number', { number: writtenNumber(number) })}
      title={t('call.number', { number: writtenNumber(number) })} onClick={() => void placeCall(conversationId, number)}>
      <Icon name="callOut" />{label}
    </button>
  );
}
