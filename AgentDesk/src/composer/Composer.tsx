import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Summary } from '../hub/model';
import { count } from '../i18n/format';
import { t } from '../i18n/translate';
import type { OpenConversation } from '../timeline/conversation';
import { Icon } from '../ui/Icon';
import { AttachButton, AttachmentList, takingFiles, useUploads } from './Attachments';
import { CannedList } from './CannedList';
import { keepDraft, readDraft } from './drafts';
import { goingBack } from './editAgain';
import { focusWish } from './focusWish';
import { tellingOfTyping } from './typing';
import { useCanned } from './useCanned';

/** The longest message or note, in UTF-16 units as the hub counts them. */
export const LONGEST = 4_000;

/** Where an agent writes: replies and notes, a draft kept for each conversation, canned answers by `/`. */
export function Composer({ open, summary, mayReply }: { open: OpenConversation; summary: Summary; mayReply: boolean }) {
  const kept = useMemo(() => readDraft(localStorage, open.id), [open]);
  const [text, setText] = useState(kept.text);
  const [note, setNote] = useState(kept.note || !mayReply);
  const [caret, setCaret] = useState(kept.text.length);
  const field = useRef<HTMLTextAreaElement>(null);
  const nextCaret = useRef<number | null>(null);
  const typing = useMemo(() => tellingOfTyping(open.id), [open]);
  const [over, setOver] = useState(false);
  const id = useId();

  const write = (next: string, at: number, asNote = note) => {
    setText(next);
    setCaret(at);
    keepDraft(localStorage, open.id, { text: next, note: asNote });
    if (!asNote) typing.wrote(next.trim() !== '');
  };
  const toggleNote = (on: boolean) => {
    setNote(on);
    keepDraft(localStorage, open.id, { text, note: on });
    typing.stop();
    field.current?.focus();
  };
  const canned = useCanned(summary, { text, caret }, (next) => { nextCaret.current = next.caret; write(next.text, next.caret); });

  const tooLong = text.length > LONGEST;
  const files = useUploads(open.id);
  const takes = !note && mayReply;
  const ready = (text.trim() !== '' || (takes && files.isSendable)) && !tooLong;
  const send = () => {
    if (!ready) return;
    open.held.send(open.id, note ? 'note' : 'send', { text: text.trim() }, takes ? files.take() : []);
    write('', 0);
    if (note && mayReply) setNote(false);
    field.current?.focus();
  };

  useLayoutEffect(() => {
    const element = field.current!;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight + 2, 260)}px`;
    if (nextCaret.current === null) return;
    element.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  }, [text]);
  // Who takes a conversation over wants to reply; a note that was begun stays one.
  useLayoutEffect(() => { if (!mayReply || text === '') setNote(!mayReply || kept.note); }, [mayReply]);
  useEffect(() => typing.stop, [typing]);
  useEffect(() => goingBack.subscribe((back) => {
    if (back?.conversationId !== open.id) return;
    goingBack.value = null;
    setNote(back.note || !mayReply);
    nextCaret.current = back.text.length;
    write(back.text, back.text.length, back.note || !mayReply);
    field.current?.focus();
  }), [open, mayReply]);
  useEffect(() => focusWish.subscribe((wish) => {
    if (!wish) return;
    focusWish.value = null;
    if (wish === 'note') setNote(true);
    if (wish === 'reply' && mayReply) setNote(false);
    if (wish === 'canned') {
      const next = text === '' || /\s$/.test(text) ? `${text}/` : `${text} /`;
      nextCaret.current = next.length;
      write(next, next.length);
    }
    field.current?.focus();
  }), [open, mayReply, text, note]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || canned.key(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      field.current?.blur();
    }
  };
  const follow = (event: { currentTarget: HTMLTextAreaElement }) => setCaret(event.currentTarget.selectionStart);

  return (
    <div class={`composer ${note ? 'as-note' : ''} ${over ? 'drop' : ''}`} {...takingFiles(files, takes, setOver)}>
      {canned.open && <CannedList id={id} items={canned.items} chosen={canned.chosen} onChoose={canned.choose} />}
      <textarea ref={field} rows={1} dir="auto" value={text} aria-autocomplete="list" aria-haspopup="listbox" aria-controls={id} aria-label={t(note ? 'composer.noteLabel' : 'composer.label')}
        {...(canned.open && canned.items.length > 0 ? { 'aria-activedescendant': `${id}-${canned.chosen}` } : {})}
        aria-invalid={tooLong} placeholder={t(note ? 'composer.notePlaceholder' : 'composer.placeholder')}
        onInput={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart)}
        onKeyUp={follow} onClick={follow} onKeyDown={onKeyDown} onBlur={typing.stop} />
      {takes && <AttachmentList uploads={files} />}
      <div class="composer-bar">
        {mayReply && <button type="button" class="button quiet small" aria-pressed={note} onClick={() => toggleNote(!note)}><Icon name="note" />{t('act.note')}</button>}
        {!mayReply && <span class="chip warn"><Icon name="note" />{t('note.label')}</span>}
        <button type="button" class="button quiet small" onClick={() => (focusWish.value = 'canned')}><Icon name="canned" />{t('canned.title')}</button>
        {takes && <AttachButton uploads={files} />}
        <span class="grow" />
        {text.length > LONGEST - 400 && <span class={`small num ${tooLong ? 'over' : 'muted'}`} role="status">{count(text.length)} / {count(LONGEST)}</span>}
        <button type="button" class="button primary small send" disabled={!ready} onClick={send}><Icon name="send" />{t(note ? 'act.addNote' : 'act.send')}</button>
      </div>
    </div>
  );
}
