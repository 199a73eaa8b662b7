import type { MessageOption } from '@contacthub/client';
import { usePanel } from './context.ts';

/** Presses a button, with what is filled in on its card. */
export type Choose = (option: MessageOption, fields?: Record<string, string>) => void;

/** A button of a card; `onChoose` is null where nobody takes what it says. */
export function CardButton({ button, onChoose }: { readonly button: MessageOption; readonly onChoose: Choose | null }) {
  const { t } = usePanel();
  return button.href
    ? <a class="card-button" href={button.href} target="_blank" rel="noopener noreferrer" dir="auto">{button.text}<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M10 5H5v14h14v-5M14 5h5v5M19 5l-8.5 8.5" /></svg><span class="unseen"> ({t('opensNewWindow')})</span></a>
    : <button type="button" class="card-button" dir="auto" disabled={!onChoose} onClick={() => onChoose?.(button)}>{button.text}</button>;
}
