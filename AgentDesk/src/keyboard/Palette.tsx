import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { search, type Entry } from './paletteEntries';

/** Everything by typing: commands, pages, presences, conversations. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const found = search(words);
  const at = Math.min(chosen, Math.max(0, found.length - 1));

  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current!.showModal();
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus(); };
  }, []);
  useEffect(() => dialog.current!.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    // After the dialog gave the focus back, so that a command may move it.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} class="palette" aria-label={t('palette.title')} onCancel={(event) => { event.preventDefault(); onClose(); }} onClose={onClose} onMouseDown={(event) => event.target === dialog.current && onClose()}>
      <input role="combobox" aria-expanded="true" aria-controls={id} aria-autocomplete="list" aria-label={t('palette.title')} placeholder={t('palette.placeholder')} value={words}
        {...(found.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        onInput={(event) => { setWords(event.currentTarget.value); setChosen(0); }} onKeyDown={onKeyDown} />
      <ul id={id} role="listbox" aria-label={t('palette.title')}>
        {found.map((entry, n) => (
          <li key={entry.id} id={`${id}-${n}`} role="option" aria-selected={n === at} onClick={() => run(entry)}>
            <Icon name={entry.icon} /><span class="grow">{entry.text}</span>{entry.key && <span>{entry.key.split(' ').map((key) => <kbd key={key}>{key}</kbd>)}</span>}
          </li>
        ))}
        {found.length === 0 && <li role="option" aria-selected="false" aria-disabled="true" class="muted">{t('list.nothingFound')}</li>}
      </ul>
    </dialog>
  );
}
