import { account } from './account';
import { admin } from './admin';
import { attach } from './attach';
import { channels } from './channels';
import { contacts } from './contacts';
import { desk } from './desk';
import { events } from './events';
import { general } from './general';

/** Every text of the desk: its key, then Turkish and English. */
export const texts = { ...account, ...admin, ...attach, ...channels, ...contacts, ...desk, ...events, ...general } as const;

/** The key of a text. */
export type TextKey = keyof typeof texts;
