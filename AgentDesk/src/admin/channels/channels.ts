import type { IconName } from '../../ui/Icon';
import { t } from '../../i18n/translate';
import { moment } from '../../i18n/format';
import { troubleOf } from '../trouble';

export const CHANNELS = '/api/admin/channels';

/** A place where citizens reach the municipality (protocol, section 8). */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly isKept: boolean;
  readonly since?: string | null;
  readonly heardAt?: string | null;
  readonly fault?: { readonly code: string; readonly detail: string } | null;
}

/** A channel, its places, and what waits to leave by it. */
export interface ChannelView {
  readonly channel: string;
  readonly places: readonly Place[];
  readonly outbound?: { readonly waiting: number; readonly oldestAt?: string | null; readonly failed: number } | null;
}

export type Standing = 'open' | 'up' | 'down' | 'untried';

/** How a place stands; one that the hub keeps no link to is open. */
export function standingOf(place: Place): Standing {
  if (place.fault) return 'down';
  if (!place.isKept) return 'open';
  return place.since ? 'up' : 'untried';
}

const FAULTS = ['unreachable', 'signIn', 'security', 'timeout', 'refused', 'hub'] as const;

/** Why a link is down, in words; a reason of a newer hub is shown as it is called there. */
export function faultName(code: string): string {
  const known = FAULTS.find((fault) => fault === code);
  return known ? t(`channels.fault.${known}`) : code;
}

/** What is known of a place beside its name. */
export function storyOf(place: Place): string {
  const heard = place.heardAt ? t('channels.heard', { at: moment(place.heardAt) }) : place.isKept ? t('channels.notHeard') : '';
  if (place.fault) return [t('channels.downSince', { at: moment(place.since!), why: faultName(place.fault.code) }), place.heardAt && heard].filter(Boolean).join(' · ');
  return [place.isKept && place.since && t('channels.upSince', { at: moment(place.since) }), heard].filter(Boolean).join(' · ');
}

const ICONS: Readonly<Record<string, IconName>> = { chat: 'chat', email: 'mail', phone: 'phone', telegram: 'send', whatsapp: 'chat', cimer: 'note', directline: 'link', bots: 'bot' };

export const channelIcon = (channel: string): IconName => ICONS[channel] ?? 'globe';

/** Links that are down. */
export const channelTrouble = troubleOf<ChannelView>(CHANNELS, (view) => view.places.filter((place) => place.fault).length, 60_000, 'supervisor', 'administrator');
