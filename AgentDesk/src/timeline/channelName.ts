import { t } from '../i18n/translate';

const NAMES: Readonly<Record<string, string>> = { chat: 'Web', directline: 'Direct Line', telegram: 'Telegram', whatsapp: 'WhatsApp', api: 'API', cimer: 'CİMER' };

/** What people call a channel; one of a newer hub is shown as it is called there. */
export const channelName = (channel: string) =>
  channel === 'email' || channel === 'phone' || channel === 'bots' ? t(`channel.${channel}`) : NAMES[channel] ?? channel;
