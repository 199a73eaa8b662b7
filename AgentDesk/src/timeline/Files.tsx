import type { Attachment, EchoFile } from '@contacthub/client';
import { fileSize } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';

/** What browsers show as a picture, and the hub therefore gives as one. */
const PICTURES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

const addressOf = (conversationId: string, seq: number, file: Attachment) => `/api/desk/conversations/${conversationId}/entries/${seq}/files/${file.id}`;

/** What came with a message or mail: pictures of messages to be seen, everything else to be fetched. */
export function Files({ conversationId, seq, files, pictures = false }: { conversationId: string; seq: number; files: readonly Attachment[]; pictures?: boolean }) {
  if (files.length === 0) return null;
  const isShown = (file: Attachment) => pictures && PICTURES.has(file.contentType);
  return (
    <ul class="files" aria-label={t('email.attachments')}>
      {files.map((file) => (
        <li key={file.id} class={isShown(file) ? 'picture' : ''}>
          {isShown(file) ? (
            <a href={addressOf(conversationId, seq, file)} target="_blank" rel="noopener" title={`${file.name} · ${fileSize(file.size)}`}>
              <img src={addressOf(conversationId, seq, file)} alt={file.name} loading="lazy" />
            </a>
          ) : (
            <a href={addressOf(conversationId, seq, file)} download={file.name}><FileLine file={file} /></a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The files of a message that is still on its way. */
export function PendingFiles({ files }: { files: readonly EchoFile[] | undefined }) {
  if (!files || files.length === 0) return null;
  return <ul class="files">{files.map((file, at) => <li key={at}><span class="file-line"><FileLine file={file} /></span></li>)}</ul>;
}

function FileLine({ file }: { file: EchoFile }) {
  return <><Icon name="clip" /><span>{file.name}</span><span class="muted small num">{fileSize(file.size)}</span></>;
}
