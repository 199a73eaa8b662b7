import { json, type Attachment, type EchoFile } from '@contacthub/client';
import { useEffect, useState } from 'preact/hooks';
import { atHub } from '../chat/http.ts';
import { usePanel } from './context.ts';
import { isOpened, isPicture, sizeText } from './fileParts.ts';
import { Icon } from './icons.tsx';

interface Props {
  /** The entry that names them; null while the hub has not told of it. */
  readonly seq: number | null;
  readonly files: readonly (Attachment | EchoFile)[];
}

/** What came with a message: pictures to be seen, everything else to be fetched. Their addresses are good for a while, and are asked for anew after that. */
export function MessageFiles({ seq, files }: Props) {
  const { language, t } = usePanel();
  const { addresses, refresh } = useAddresses(seq, files);
  return (
    <ul class="files">
      {files.map((file, index) => {
        const address = addresses[index];
        const label = <><Icon name="clip" /><bdi class="chip-name">{file.name}</bdi><span class="chip-note">{sizeText(file.size, language)}</span></>;
        if (!address) return <li key={index}><span class="file">{label}</span></li>;
        const shown = isPicture(file.contentType);
        return (
          <li key={index}>
            <a class={shown ? 'picture' : 'file'} href={address} onClick={refresh} {...(isOpened(file.contentType) ? { target: '_blank', rel: 'noopener' } : { download: file.name })}>
              {shown ? <img src={address} alt={file.name} onError={refresh} /> : label}
              {isOpened(file.contentType) && <span class="unseen"> ({t('opensNewWindow')})</span>}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Asked again so long before they end, in milliseconds. */
const margin = 5 * 60_000;

/** Throws ShapeError. */
function parseLinks(value: unknown) {
  const answer = json.object(value, 'links');
  return { paths: json.list(answer, 'urls', path => typeof path === 'string' ? path : null), until: Date.parse(json.text(answer, 'until')) };
}

function useAddresses(seq: number | null, files: Props['files']) {
  const { chat } = usePanel();
  const [links, setLinks] = useState<{ readonly paths: readonly (string | null)[]; readonly until: number }>({ paths: [], until: 0 });
  const [online, setOnline] = useState(chat.connection.state === 'online');
  useEffect(() => chat.connection.onState(state => setOnline(state === 'online')), [chat]);
  const ids = files.map(file => 'id' in file ? file.id : '').join();
  const ask = () => {
    if (seq === null || !online || ids === '') return;
    const wanted = files.flatMap(file => 'id' in file ? [{ seq, id: file.id }] : []);
    chat.connection.invoke('links', wanted).then(answer => setLinks(parseLinks(answer))).catch(chat.reportError);
  };
  useEffect(() => {
    if (links.until === 0) ask();
    const timer = setInterval(() => { if (links.until - Date.now() < margin) ask(); }, 60_000);
    return () => clearInterval(timer);
  }, [seq, ids, online, links.until]);
  const refresh = (event: Event) => {
    if (links.until > Date.now()) return;
    // It has ended while the device slept.
    event.preventDefault();
    ask();
  };
  return { addresses: links.paths.map(path => path && atHub(path.slice(1))), refresh };
}
