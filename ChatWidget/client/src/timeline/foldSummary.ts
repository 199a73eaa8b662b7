import type { Summary, TimelineEvent } from './events.ts';

const unopened: Summary = {
  id: null, number: null, owner: 'bot', departmentId: null, agentId: null, agentName: null, citizenId: null, citizenName: null,
  verified: false, channel: null, language: null, preview: null, previewBy: null, openedAt: null, lastAt: null, waitingSince: null,
  queuedAt: null, unread: 0, priority: 0, labels: [], rating: null, lastSeq: 0, position: 0,
  mergedInto: null,
};

const unqueued = { queuedAt: null };
const unassigned = { agentId: null, agentName: null };

/**
 * Where the conversation stands after one more event, as the hub itself folds it. What only lists show (preview, unread, waitingSince,
 * position) comes with the hub's own summaries. Null: opened before what is known here.
 */
export function foldSummary(summary: Summary | null, event: TimelineEvent): Summary | null {
  if (event.kind === 'conversationOpened') {
    const { citizenId, citizenName, verified, language, departmentId, owner } = event.data;
    return {
      ...unopened, citizenId, citizenName, verified, language, departmentId, owner, channel: event.channel, openedAt: event.at,
      lastAt: event.at, lastSeq: event.seq,
    };
  }
  return summary && { ...summary, ...change(summary, event), lastSeq: event.seq, lastAt: event.at };
}

function change(summary: Summary, event: TimelineEvent): Partial<Summary> {
  switch (event.kind) {
    case 'queueEntered':
      return { ...unassigned, owner: 'queue', departmentId: event.data.departmentId, queuedAt: event.at };
    case 'agentAssigned': {
      const { agentId, agentName, departmentId } = event.data;
      return { ...unqueued, owner: 'agent', agentId, agentName, departmentId: departmentId ?? summary.departmentId };
    }
    case 'agentReleased':
      return unassigned;
    case 'conversationResolved':
      return { ...unassigned, ...unqueued, owner: 'none' };
    case 'conversationReopened':
      return { ...unassigned, ...unqueued, owner: 'bot' };
    case 'citizenIdentified': {
      const { kind, value, name, verified, citizenId, guest } = event.data;
      if (guest !== null) return {};
      return {
        citizenName: name ?? (kind === 'name' ? value : summary.citizenName),
        verified: summary.verified || verified,
        citizenId: verified ? citizenId : summary.citizenId,
      };
    }
    case 'labelsChanged': {
      const kept = summary.labels.filter(label => !event.data.removed.includes(label));
      return { labels: [...kept, ...event.data.added.filter(label => !kept.includes(label))] };
    }
    case 'priorityChanged':
      return { priority: event.data.priority };
    case 'satisfactionRated':
      return { rating: event.data.score };
    case 'conversationsMerged':
      return event.data.role === 'source' ? { ...unassigned, ...unqueued, owner: 'none', mergedInto: event.data.targetId } : {};
    case 'conversationSplit':
      return event.data.role === 'source' ? { mergedInto: null } : {};
    default:
      return {};
  }
}
