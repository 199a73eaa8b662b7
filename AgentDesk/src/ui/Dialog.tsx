import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/translate';
import { Icon } from './Icon';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly foot?: ComponentChildren;
  readonly wide?: boolean;
  /** Wraps body and foot in a form when given; Enter in a field submits. */
  readonly onSubmit?: () => void;
}

/** A modal native dialog. It opens with the focus on its first field, keeps it inside, and gives it back when it closes; Escape and a press on the backdrop close it. */
export function Dialog({ title, onClose, children, foot, wide, onSubmit }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // The browser tells of a close a moment later, when another dialog may be open already.
  const gone = useRef(false);
  // At once: an effect that runs later takes the focus from who types already.
  useLayoutEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    element.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, summary)')?.focus();
    return () => {
      gone.current = true;
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const inner = (
    <>
      <div class="dialog-body">{children}</div>
      {foot && <div class="dialog-foot">{foot}</div>}
    </>
  );
  return (
    <dialog ref={dialog} class={wide ? "wide" : ""} aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); onClose(); }} onClose={() => gone.current || onClose()}
      onMouseDown={(event) => event.target === dialog.current && onClose()}>
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" class="button quiet icon-only" aria-label={t('act.close')} onClick={onClose}><Icon name="close" /></button>
      </div>
      {onSubmit ? <form class="dialog-form" onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>{inner}</form> : inner}
    </dialog>
  );
}
