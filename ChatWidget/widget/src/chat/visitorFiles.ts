import { HubError, type KeyValueStorage, type Outbox, type OutboxItem } from '@contacthub/client';
import { HeldMessages, Uploads, type SendFile, type UploadLimits } from '@contacthub/client/files';

export interface VisitorFilesOptions {
  readonly scope: string;
  readonly outbox: Outbox;
  /** Null when the site takes none. */
  readonly limits: UploadLimits | null;
  /** The token of the moment; undefined when there is no session. */
  readonly token: () => string | undefined;
  /** Gets a session, or a new token. */
  readonly renew: () => Promise<void>;
  /** Something about the uploads has changed. */
  readonly changed: () => void;
  /** A message waits for its files, and is to be shown. */
  readonly held: (item: OutboxItem) => void;
}

/** What a visitor needs to send files: loaded when the first one is attached, since most visitors never do. */
export class VisitorFiles {
  readonly uploads: Uploads;
  readonly held: HeldMessages;

  /** @param storage of this tab alone; it outlives a reload */
  constructor({ scope, outbox, limits, token, renew, changed, held }: VisitorFilesOptions, storage: KeyValueStorage, send: SendFile) {
    this.uploads = new Uploads(async (file, progress, signal) => {
      if (token() === undefined) await renew();
      try {
        return await send(file, progress, signal);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'unauthorized') throw error;
        await renew();
        throw new HubError('disconnected', error.message);
      }
    }, () => limits ?? { maxBytes: 0, maxFiles: 0 });
    this.held = new HeldMessages({ outbox, storage, scope });
    this.held.onHeld(held);
    this.uploads.onChange(() => {
      this.held.check();
      changed();
    });
  }
}
