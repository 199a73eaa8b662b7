import { account } from './account';
import { admin } from './admin';
import { apiKeys } from './apiKeys';
import { attach } from './attach';
import { calls } from './calls';
import { channels } from './channels';
import { cimer } from './cimer';
import { contacts } from './contacts';
import { desk } from './desk';
import { events } from './events';
import { general } from './general';
import { mail } from './mail';
import { templates } from './templates';
import { webhooks } from './webhooks';

/** Every text of the desk: its key, then Turkish and English. */
export const texts = { ...account, ...admin, ...apiKeys, ...attach, ...calls, ...channels, ...cimer, ...contacts, ...desk, ...events, ...general, ...mail, ...templates, ...webhooks } as const;

/** The key of a text. */
export type TextKey = keyof typeof texts;
