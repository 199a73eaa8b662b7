import { signal } from '@preact/signals';

/** The dialog that is open over the desk, if any. */
export const dialog = signal<'transfer' | 'identify' | 'merge' | 'cimer' | 'force' | 'mail' | 'template' | 'help' | 'palette' | 'account' | null>(null);

/** Closes it. */
export const closeDialog = () => void (dialog.value = null);
