import { hasRole } from '../account/session';
import type { Me, Role } from '../hub/model';
import type { IconName } from '../ui/Icon';
import { PAGES, type PageName } from './route';

/** Who sees which page; the hub guards what is behind them. */
const ROLES: Readonly<Record<PageName, readonly Role[]>> = {
  wallboard: ['supervisor', 'administrator', 'auditor'],
  cimer: ['agent', 'supervisor', 'administrator', 'auditor'],
  faq: ['supervisor', 'administrator'],
  canned: ['agent', 'supervisor', 'administrator'],
  hours: ['supervisor', 'administrator'],
  channels: ['supervisor', 'administrator'],
  departments: ['administrator'],
  agents: ['administrator'],
  signatures: ['administrator'],
  apiKeys: ['administrator'],
  webhooks: ['administrator'],
  audit: ['auditor', 'administrator'],
};

export const PAGE_ICONS: Readonly<Record<PageName, IconName>> = {
  wallboard: 'board', cimer: 'note', faq: 'faq', canned: 'canned', hours: 'clock', channels: 'globe', departments: 'building', agents: 'people', signatures: 'mail', apiKeys: 'key', webhooks: 'link', audit: 'history',
};

/** The pages that a person may see, in the order of the navigation. */
export const pagesFor = (person: Me | null | undefined): PageName[] => PAGES.filter((name) => hasRole(person, ...ROLES[name]));
