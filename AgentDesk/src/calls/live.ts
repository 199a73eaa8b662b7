import { newClientId } from '@contacthub/client';
import { signal } from '@preact/signals';
import { connection, call as invoke } from '../hub/connection';
import { ask } from '../http/http';
import { t } from '../i18n/translate';
import { ringing, ring } from '../offers/sound';
import { attempt, tell } from '../ui/toasts';
import { afterTold, inOrder, type Call } from './model';

/** This agent's calls, what asks for something first. */
export const calls = signal<readonly Call[]>([]);

/** What is being written down of a call, by its id; kept until it is saved, however the time for it runs out. */
export const callNotes = signal<ReadonlyMap<string, string>>(new Map());

/** What the hub has of a telephone: whether calls can be placed, recordings heard, and what a wrap-up offers as labels. */
export const phone = signal<{ readonly calling: boolean; readonly recordings: boolean; readonly outcomes: readonly string[] }>({ calling: false, recordings: false, outcomes: [] });

/** Shows the calls as the hub has them now, and rings for one that has just begun to ring. */
export function showCalls(next: readonly Call[]): void {
  const before = new Set(calls.peek().filter((call) => call.state === 'ringing').map((call) => call.callId));
  if (ringing.peek() && next.some((call) => call.state === 'ringing' && !before.has(call.callId))) ring();
  calls.value = inOrder(afterTold(calls.peek(), next, (id) => (callNotes.peek().get(id) ?? '').trim() !== ''));
}

/** Keeps the calls live; what the hub answers to `state` comes by {@link showCalls}. */
export function startCalls(): () => void {
  const stop = connection.on('calls', (next) => showCalls(next as readonly Call[]));
  void attempt(async () => { phone.value = await ask('GET', '/api/desk/phone'); });
  return () => {
    stop();
    calls.value = [];
    callNotes.value = new Map();
  };
}

/** Keeps what is being written down of a call. */
export function writeCallNote(callId: string, text: string): void {
  callNotes.value = new Map(callNotes.peek()).set(callId, text);
}

/** Asks the hub to ring the own phone and then this number. Answers whether it does; a refusal is shown to the person. */
export const placeCall = (conversationId: string, number: string): Promise<boolean> =>
  attempt(() => ask('POST', '/api/desk/calls', { clientId: newClientId(), conversationId, number }));

/** More time to wrap up. */
export const extendWrapUp = (call: Call): Promise<boolean> => attempt(() => ask('POST', '/api/desk/calls/extend', { callId: call.callId }));

/** Writes the note and the labels down and is done with the call. What can't be stored stays where it is. */
export async function finishCall(call: Call, labels: readonly string[]): Promise<boolean> {
  const text = (callNotes.peek().get(call.callId) ?? '').trim();
  const done = await attempt(async () => {
    if (text && call.conversationId) await invoke('note', call.conversationId, { clientId: newClientId(), text, callId: call.callId });
    if (labels.length > 0 && call.conversationId) await invoke('labels', call.conversationId, { clientId: newClientId(), add: labels, remove: [] });
    await ask('POST', '/api/desk/calls/finish', { callId: call.callId });
  });
  if (!done) return false;
  const left = new Map(callNotes.peek());
  left.delete(call.callId);
  callNotes.value = left;
  calls.value = calls.peek().filter((one) => one.callId !== call.callId);
  if (text) tell(t('wrapUp.saved'));
  return true;
}
