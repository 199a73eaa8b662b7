import type { Upload, Uploads } from '@contacthub/client/files';
import { useEffect, useState } from 'preact/hooks';
import { usePanel } from './context.ts';
import { fileText, isPicture, sizeText } from './fileParts.ts';
import { Icon } from './icons.tsx';

/** The files of the message that is being written. */
export function FileTray({ uploads }: { readonly uploads: Uploads }) {
  const { language } = usePanel();
  if (uploads.items.length === 0) return null;
  return (
    <ul class="tray" aria-label={fileText('files', language)}>
      {uploads.items.map(item => <Chip key={item.key} item={item} remove={() => uploads.remove(item)} />)}
    </ul>
  );
}

const reasons = {
  tooLarge: 'fileTooLarge', unsupportedType: 'fileKind', empty: 'fileEmpty', infected: 'fileInfected', tooMany: 'fileTooMany', forbidden: 'fileKind',
  rateLimited: 'fileLimit',
} as const;

function Chip({ item, remove }: { readonly item: Upload; readonly remove: () => void }) {
  const { language, t } = usePanel();
  const picture = usePreview(item);
  const { name } = item.result ?? item.file;
  const failed = item.status === 'failed';
  const reason = item.code === null || item.code === 'fault' ? t('failFault') : fileText(reasons[item.code], language);
  const again = failed && (item.code === 'fault' || item.code === 'rateLimited');
  return (
    <li class={`chip chip-${item.status}`}>
      {picture ? <img src={picture} alt="" /> : <Icon name={failed ? 'alert' : 'clip'} />}
      <span class="chip-text">
        <bdi class="chip-name">{name}</bdi>
        <span class="chip-note" role={failed ? 'alert' : undefined}>{failed ? reason : sizeText(item.file.size, language)}</span>
      </span>
      {again && <button type="button" class="link" onClick={() => item.retry()}>{t('retry')}</button>}
      <button type="button" class="chip-close" aria-label={fileText('fileRemove', language, name)} onClick={remove}><Icon name="close" /></button>
      {item.isPending && <progress max={1} value={item.progress} aria-label={fileText('fileProgress', language, name)} />}
    </li>
  );
}

function usePreview({ file }: Upload): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!isPicture(file.type)) return;
    const made = URL.createObjectURL(file as File);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
