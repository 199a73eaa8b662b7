import type { Me, Summary } from '../hub/model';

/** What a person may do to a conversation now. `take`: null not at all, `force` from a colleague, which supervisors may after being asked. */
export interface Allowed {
  readonly take: 'plain' | 'force' | null;
  readonly reply: boolean;
  readonly note: boolean;
  readonly transfer: boolean;
  readonly release: boolean;
  readonly resolve: boolean;
  readonly reopen: boolean;
  readonly edit: boolean;
}

/** Decides from who owns the conversation and who asks. The hub decides again; this only keeps useless buttons off the screen. */
export function allowed(summary: Summary, me: Me): Allowed {
  // A part of another conversation: what is to be done is done there.
  const staff = me.roles.some((role) => role !== 'auditor') && !summary.mergedInto;
  const chief = me.roles.includes('supervisor') || me.roles.includes('administrator');
  const mine = summary.owner === 'agent' && summary.agentId === me.id;
  const others = summary.owner === 'agent' && !mine;
  const waits = summary.owner === 'bot' || summary.owner === 'queue';
  return {
    take: !staff ? null : waits ? 'plain' : others && chief ? 'force' : null,
    reply: staff && mine,
    note: staff,
    transfer: staff && (mine || waits || (others && chief)),
    release: staff && mine,
    resolve: staff && (mine || waits),
    reopen: staff && summary.owner === 'none',
    edit: staff,
  };
}
