import { useEffect, useState } from 'preact/hooks';
import { isMessage, type MessageOption, type TimelineState } from '@contacthub/client';
import { Banner } from './Banner.tsx';
import { Composer } from './Composer.tsx';
import { usePanel, useTimeline } from './context.ts';
import { Header } from './Header.tsx';
import { Icon } from './icons.tsx';
import { openOptions } from './lines.ts';
import { Later } from './Later.tsx';
import { Log } from './Log.tsx';
import { QueueCard } from './QueueCard.tsx';

const loadEndCard = () => import('./RatingCard.tsx').then(part => part.EndCard);
const loadRequestForm = () => import('./RequestForm.tsx').then(part => part.RequestForm);

/** Everything in the frame. `seen`: the panel is open and its tab is in front. */
export function Panel({ seen }: { readonly seen: boolean }) {
  const { chat, config, t } = usePanel();
  const state = useTimeline();
  const [draft, setDraft] = useState('');
  const [requesting, setRequesting] = useState(false);
  const [inSight, setInSight] = useState(true);
  const owner = state.summary?.owner ?? 'bot';

  useEffect(() => {
    if (seen && inSight) chat.markRead();
  }, [seen, inSight, state.lastSeq]);

  const brought = (event: { dataTransfer?: DataTransfer | null; clipboardData?: DataTransfer | null; preventDefault(): void }) => {
    const files = [...(event.dataTransfer ?? event.clipboardData)!.files];
    // Nothing is told of files while they are dragged, and pasted words are the field's own matter.
    if (event.dataTransfer || files.length > 0) event.preventDefault();
    chat.attach(files);
  };
  const edit = (text: string) => {
    setDraft(text);
    document.getElementById('composer')?.focus();
  };
  const choose = (option: MessageOption) => {
    if (option.id === 'request') setRequesting(true);
    else chat.say(option.said ?? option.text, option.id);
  };
  const startNew = () => {
    chat.startNew().then(() => document.getElementById('composer')?.focus(), chat.reportError);
  };

  return (
    <div class="panel" role="dialog" aria-labelledby="title" {...(config.uploads && { onDragOver: brought, onDrop: brought, onPaste: brought })}>
      <Header state={state} />
      <Banner />
      <Log state={state} onEdit={edit} onSight={setInSight}>
        {!requesting && <QuickReplies options={openOptions(state)} onChoose={choose} />}
        {requesting && <Later load={loadRequestForm} props={{ matter: matterOf(state), done: () => setRequesting(false) }} />}
        {owner === 'queue' && <QueueCard state={state} />}
        {owner === 'none' && <Later load={loadEndCard} props={{ state, onNew: startNew }} />}
      </Log>
      <footer class="footer">
        {owner === 'bot' && <PersonButton />}
        <Composer draft={draft} onDraft={setDraft} placeholder={t(owner === 'none' ? 'composeAgain' : 'compose')} onSent={() => setRequesting(false)} />
      </footer>
    </div>
  );
}

/** The option that hands over; its own button is always in sight, so it needs none among the replies. */
const person = 'person';

function QuickReplies({ options, onChoose }: { readonly options: readonly MessageOption[]; readonly onChoose: (option: MessageOption) => void }) {
  const { t } = usePanel();
  if (options.every(option => option.id === person)) return null;
  return (
    <div class="replies" role="group" aria-label={t('suggestions')}>
      {options.filter(option => option.id !== person).map(option => option.href
        ? <a key={option.id} class="reply" href={option.href} target="_blank" rel="noopener noreferrer" dir="auto">{option.text}<span class="unseen"> ({t('opensNewWindow')})</span></a>
        : <button key={option.id} type="button" class="reply" dir="auto" onClick={() => onChoose(option)}>{option.text}</button>)}
    </div>
  );
}

/** Always there while a machine answers. */
function PersonButton() {
  const { chat, t } = usePanel();
  const asked = chat.isPending('requestPerson');
  return (
    <button type="button" class="person" aria-disabled={asked} onClick={() => chat.requestPerson()}>
      <Icon name="person" />{t(asked ? 'personAsked' : 'person')}
    </button>
  );
}

/** What the visitor last wrote in own words. */
function matterOf(state: TimelineState): string {
  const own = state.entries.findLast(event => isMessage(event) && event.by.kind === 'citizen' && event.data.optionId === null);
  return own && isMessage(own) ? own.data.text : '';
}
