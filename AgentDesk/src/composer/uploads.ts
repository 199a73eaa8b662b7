import { Listeners } from '@contacthub/client';
import { sendByXhr, Uploads, type UploadLimits } from '@contacthub/client/files';
import { ask } from '../http/http';
import { language } from '../i18n/language';

/** Until the hub has said what it takes: it looks again anyway. */
const presumed: UploadLimits = { maxBytes: 25 * 1024 * 1024, maxFiles: 10 };

const changes = new Listeners<[]>();
const kept = new Map<string, Uploads>();
let limits: UploadLimits = presumed;
let asked = false;

/** Tells whenever an upload of any message moves on. */
export const onUploadChange = (listener: () => void) => changes.add(listener);

/**
 * The files of the message that is being written under a key, a conversation's id for one. They stay, and go on travelling, while other conversations are
 * open; a reload ends them.
 */
export function uploadsOf(key: string): Uploads {
  if (!asked) void learnLimits();
  let uploads = kept.get(key);
  if (!uploads) {
    uploads = new Uploads(sendByXhr('/api/desk/files', () => ({ 'X-ContactHub': '1', 'Accept-Language': language.peek() })), () => limits);
    uploads.onChange(() => changes.tell());
    kept.set(key, uploads);
  }
  return uploads;
}

async function learnLimits(): Promise<void> {
  asked = true;
  try {
    limits = await ask<UploadLimits>('GET', '/api/desk/files');
  } catch {
    // What was presumed holds until the next time.
    asked = false;
  }
}
