import { signal } from '@preact/signals';
import { ask } from '../http/http';
import type { Citizen } from '../hub/model';
import { remember } from '../timeline/current';
import { tellError } from '../ui/toasts';

/** The citizen of the open conversation, once fetched; `failed` when that was refused. */
export const citizen = signal<Citizen | 'failed' | null>(null);

let question = 0;

/** Fetches a citizen; an answer that another question overtook is dropped. */
export async function loadCitizen(citizenId: string): Promise<void> {
  const mine = ++question;
  const before = citizen.peek();
  if (before === 'failed' || before?.profile.citizenId !== citizenId) citizen.value = null;
  try {
    const found = await ask<Citizen>('GET', `/api/desk/citizens/${encodeURIComponent(citizenId)}`);
    if (mine !== question) return;
    remember(found.conversations);
    citizen.value = found;
  } catch (thrown) {
    if (mine !== question) return;
    if (citizen.peek() === null) citizen.value = 'failed';
    tellError(thrown);
  }
}
