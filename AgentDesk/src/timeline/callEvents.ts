import type { EventOf, TimelineEvent } from '@contacthub/client';

/** An event of a call. */
export type CallEvent = EventOf<'callRang' | 'callProgressed' | 'callAnswered' | 'callEnded' | 'callRecorded'>;

/** Whether an event is a call's. */
export const isCallEvent = (event: TimelineEvent): event is CallEvent =>
  event.kind === 'callRang' || event.kind === 'callProgressed' || event.kind === 'callAnswered' || event.kind === 'callEnded' || event.kind === 'callRecorded';

/** What the events of one call, in order, add up to. `outcome` is null while it lasts; `isVain`: it reached nobody. */
export function callOf(events: readonly CallEvent[]) {
  let call = {
    direction: 'in' as 'in' | 'out', from: null as string | null, to: null as string | null, agent: null as string | null,
    outcome: null as EventOf<'callEnded'>['data']['outcome'] | null, seconds: 0, isVain: false,
  };
  for (const event of events) {
    switch (event.kind) {
      case 'callRang': call = { ...call, direction: event.data.direction, from: event.data.from, to: event.data.to }; break;
      case 'callAnswered': call = { ...call, agent: event.data.agentName ?? call.agent }; break;
      case 'callEnded': {
        const { direction, outcome, seconds } = event.data;
        call = { ...call, direction, outcome, seconds, isVain: outcome !== 'answered' };
        break;
      }
    }
  }
  return call;
}
