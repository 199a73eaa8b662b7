import { signal } from '@preact/signals';
import { list } from '../http/http';
import type { Canned } from '../hub/model';

/** The canned answers that this agent may use. */
export const canned = signal<readonly Canned[]>([]);

/** Fetches them anew: at the start and after an edit. */
export async function loadCanned(): Promise<void> {
  canned.value = await list<Canned>('/api/desk/canned');
}
