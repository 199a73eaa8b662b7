import type { Upload, Uploads } from '@contacthub/client/files';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fileSize } from '../i18n/format';
import { t, type TextKey } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { uploadsOf } from './uploads';

/** The uploads under a key; draws again whenever one of them moves on. */
export function useUploads(key: string): Uploads {
  const uploads = useMemo(() => uploadsOf(key), [key]);
  useSteps(uploads);
  return uploads;
}

/** How often the uploads have moved on: to be handed on, since parts whose properties stay the same are not drawn again. */
function useSteps(uploads: Uploads): number {
  const [steps, draw] = useState(0);
  useEffect(() => uploads.onChange(() => draw((count) => count + 1)), [uploads]);
  return steps;
}

/** The paperclip. */
export function AttachButton({ uploads, disabled = false }: { uploads: Uploads; disabled?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button quiet small" disabled={disabled} onClick={() => field.current?.click()}><Icon name="clip" />{t('attach.add')}</button>
      <input ref={field} type="file" multiple hidden tabIndex={-1} aria-hidden="true" data-attach
        onChange={(event) => {
          uploads.add([...event.currentTarget.files ?? []]);
          event.currentTarget.value = '';
        }} />
    </>
  );
}

/** The files of the message that is being written, each with how far it is and what can be done about it. */
export function AttachmentList({ uploads }: { uploads: Uploads }) {
  const steps = useSteps(uploads);
  if (uploads.items.length === 0) return null;
  return (
    <ul class="attach-list" aria-label={t('attach.list')}>
      {uploads.items.map((item) => <AttachmentChip key={item.key} item={item} steps={steps} onRemove={() => uploads.remove(item)} />)}
    </ul>
  );
}

function AttachmentChip({ item, onRemove }: { item: Upload; steps: number; onRemove: () => void }) {
  const picture = usePreview(item);
  const { name } = item.result ?? item.file;
  const failed = item.status === 'failed';
  return (
    <li class={`attach-chip ${item.status}`}>
      {picture ? <img src={picture} alt="" /> : <Icon name={failed ? 'warning' : 'clip'} />}
      <span class="attach-text">
        <span class="attach-name" title={name}>{name}</span>
        <span class="small muted num" role={failed ? 'alert' : undefined}>{failed ? t(`attach.${item.code ?? 'fault'}` as TextKey) : fileSize(item.file.size)}</span>
      </span>
      {item.isPending && <progress max={1} value={item.progress} aria-label={t('attach.progress', { name })} />}
      {failed && (item.code === 'fault' || item.code === 'rateLimited') && <button type="button" class="button quiet small" onClick={() => item.retry()}>{t('act.retry')}</button>}
      <button type="button" class="button quiet icon-only small" aria-label={t('attach.remove', { name })} onClick={onRemove}><Icon name="close" /></button>
    </li>
  );
}

/** An address of a picture's bytes on this machine; null for what is no picture. */
function usePreview({ file }: Upload): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)) return;
    const made = URL.createObjectURL(file as File);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

/** What makes an element take files that are dropped on it, or pasted into it. */
export function takingFiles(uploads: Uploads, enabled: boolean, onOver: (over: boolean) => void) {
  if (!enabled) return {};
  const hasFiles = (data: DataTransfer | null) => data?.types.includes('Files') ?? false;
  return {
    onPaste: (event: ClipboardEvent) => {
      const files = [...event.clipboardData?.files ?? []];
      if (files.length === 0) return;
      event.preventDefault();
      uploads.add(files);
    },
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      onOver(true);
    },
    onDragLeave: () => onOver(false),
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      onOver(false);
      uploads.add([...event.dataTransfer!.files]);
    },
  };
}
