import { TypingTeller } from '@contacthub/client';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';
import { Later } from './Later.tsx';
import { longest } from './limits.ts';

const warnFrom = 900;
const loadTray = () => import('./FileTray.tsx').then(part => part.FileTray);

interface Props {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly placeholder: string;
  readonly onSent: () => void;
}

/** Where messages are written. Enter sends, with Shift it breaks the line; on touch keyboards only the button sends. */
export function Composer({ draft, onDraft, placeholder, onSent }: Props) {
  const { chat, config, t } = usePanel();
  const field = useRef<HTMLTextAreaElement>(null);
  const typing = useMemo(() => new TypingTeller(typing => chat.typing(typing)), [chat]);
  const left = longest - draft.length;
  const picker = useRef<HTMLInputElement>(null);
  const { uploads } = chat;
  const sendable = !chat.isPreparing && (draft.trim() !== '' || uploads?.isSendable === true) && left >= 0;

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [draft]);

  useEffect(() => typing.stop, [typing]);

  const write = (text: string) => {
    onDraft(text);
    typing.wrote(text !== '');
  };

  const send = () => {
    if (!sendable) return;
    chat.say(draft.trim());
    onDraft('');
    typing.stop();
    onSent();
    field.current?.focus();
  };

  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form class="composer" onSubmit={event => { event.preventDefault(); send(); }}>
      {uploads && <Later load={loadTray} props={{ uploads }} />}
      {config.uploads && (
        <>
          <button type="button" class="attach" aria-label={t('attach')} onClick={() => picker.current!.click()}><Icon name="clip" /></button>
          <input
            ref={picker} type="file" multiple hidden
            onChange={event => { chat.attach([...event.currentTarget.files!]); event.currentTarget.value = ''; }}
          />
        </>
      )}
      <textarea
        id="composer" ref={field} rows={1} dir={draft === '' ? undefined : 'auto'} value={draft} placeholder={placeholder} aria-label={t('compose')}
        aria-describedby="composer-count" aria-invalid={left < 0} enterkeyhint="enter" autoComplete="off"
        onInput={event => write(event.currentTarget.value)} onKeyDown={pressed} onBlur={typing.stop}
      />
      <button type="submit" class="send" aria-label={t('send')} aria-disabled={!sendable}><Icon name="send" /></button>
      <p id="composer-count" role="status" class={left < 0 ? 'count count-over' : 'count'}>
        {draft.length >= warnFrom && (left < 0 ? t('tooLong', { count: -left }) : t('charactersLeft', { count: left }))}
      </p>
    </form>
  );
}
