import { useLayoutEffect, useState } from 'preact/hooks';
import { AnswerDialog } from '../cimer/AnswerDialog';
import { CitizenPanel } from '../citizen/CitizenPanel';
import { t } from '../i18n/translate';
import { ListPane } from '../inbox/ListPane';
import { addressee } from '../mail/mail';
import { NewMailDialog } from '../mail/NewMailDialog';
import { current, currentSummary } from '../timeline/current';
import { TemplateDialog } from '../templates/TemplateDialog';
import { ConversationPane } from './ConversationPane';
import { closeDialog, dialog } from './dialogs';
import { ForceDialog } from './ForceDialog';
import { IdentifyDialog } from './IdentifyDialog';
import { MergeDialog } from './MergeDialog';
import { TransferDialog } from './TransferDialog';

/** The desk itself: lists, conversation, citizen. Narrow screens show one of them at a time. */
export function DeskPage() {
  const [panel, setPanel] = useState(false);
  const id = current.value?.id ?? null;
  const summary = currentSummary.value;
  useLayoutEffect(() => setPanel(false), [id]);
  useLayoutEffect(() => {
    if (!panel) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setPanel(false);
    const before = document.activeElement;
    document.querySelector<HTMLElement>('.panel-close')?.focus();
    addEventListener('keydown', close);
    return () => {
      removeEventListener('keydown', close);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [panel]);
  return (
    <div class={`desk ${id ? 'has-open' : ''} ${panel ? 'has-panel' : ''}`}>
      <h1 class="visually-hidden">{t('list.title')}</h1>
      <ListPane />
      <ConversationPane onPanel={() => setPanel(!panel)} />
      <CitizenPanel onClose={() => setPanel(false)} />
      {dialog.value === 'mail' && <NewMailDialog to={addressee.value} onClose={closeDialog} />}
      {summary && dialog.value === 'transfer' && <TransferDialog summary={summary} onClose={closeDialog} />}
      {summary && dialog.value === 'cimer' && <AnswerDialog summary={summary} onClose={closeDialog} />}
      {summary && dialog.value === 'template' && <TemplateDialog summary={summary} onClose={closeDialog} />}
      {summary && dialog.value === 'merge' && <MergeDialog summary={summary} onClose={closeDialog} />}
      {summary && dialog.value === 'identify' && <IdentifyDialog summary={summary} onClose={closeDialog} />}
      {summary && dialog.value === 'force' && <ForceDialog summary={summary} onClose={closeDialog} />}
    </div>
  );
}
