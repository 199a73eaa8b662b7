import type { TimelineEvent } from '@contacthub/client';
import { departmentOf } from '../hub/departments';
import { local, t, type TextKey } from '../i18n/translate';
import type { IconName } from '../ui/Icon';
import { contactLine } from './contactLine';

const HANDOFF: readonly string[] = ['asked', 'angry', 'missedTwice', 'sensitive', 'repeated', 'notHelpful', 'personalAccount', 'fileSent', 'botAsked', 'botFailed'];
const OPENED: Readonly<Record<string, IconName>> = { email: 'mail', phone: 'phone', cimer: 'inbox' };
const QUIET_RELEASES: readonly string[] = ['transferred', 'taken'];

const department = (id: string | null) => {
  const found = departmentOf(id);
  return found ? local(found.name) : t('department.none');
};

const reason = (base: string, text: string | null) => (text ? `${base}: ${text}` : base);

/** What a quiet line of the timeline says, with its sign; null for what says nothing of its own. */
export function eventLine(event: TimelineEvent): { readonly icon: IconName; readonly text: string } | null {
  if (event.kind === 'hidden' || event.kind === 'unknown') return null;
  const who = event.by.name ?? t(`actor.${event.by.kind}`);
  switch (event.kind) {
    case 'conversationOpened': return { icon: OPENED[event.channel] ?? 'chat', text: t('event.opened') };
    case 'handoffRequested': {
      const known = HANDOFF.includes(event.data.reason);
      return { icon: 'person', text: known ? t(`handoff.${event.data.reason}` as TextKey) : t('handoff.asked') };
    }
    case 'queueEntered': return { icon: 'clock', text: t(event.data.reason === 'callBack' ? 'event.callBack' : 'event.queued', { department: department(event.data.departmentId) }) };
    case 'agentAssigned': {
      const key = event.data.how === 'taken' ? 'event.taken' : event.data.how === 'transferred' || event.data.how === 'merged' ? 'event.given' : event.data.how === 'answered' ? 'event.answered' : event.data.how === 'wrote' ? 'event.wrote' : 'event.accepted';
      return { icon: 'take', text: t(key, { name: event.data.agentName }) };
    }
    case 'agentReleased':
      if (QUIET_RELEASES.includes(event.data.reason)) return null;
      return { icon: 'release', text: t(event.data.reason === 'offline' ? 'event.releasedOffline' : 'event.released', { name: who }) };
    case 'conversationTransferred': {
      const to = event.data.toAgentId ? t('event.toColleague') : department(event.data.toDepartmentId);
      return { icon: 'transfer', text: reason(t('event.transferred', { name: who, to }), event.data.note) };
    }
    case 'citizenIdentified':
      return { icon: 'person', text: t(event.data.verified ? 'event.identifiedVerified' : 'event.identified', { value: event.data.name ?? event.data.value }) };
    case 'labelsChanged': {
      const changes = [...event.data.added.map((label) => `+${label}`), ...event.data.removed.map((label) => `−${label}`)];
      return { icon: 'flag', text: t('event.labels', { name: who, labels: changes.join('  ') }) };
    }
    case 'priorityChanged': return { icon: 'flag', text: t('event.priority', { name: who, priority: t(`priority.${event.data.priority}` as TextKey) }) };
    case 'faqFeedbackGiven': return { icon: 'star', text: t(event.data.helpful ? 'event.helpful' : 'event.notHelpful') };
    case 'requestRecorded': return { icon: 'history', text: t('event.request', { text: event.data.text }) };
    case 'conversationResolved':
      if (event.data.reason === 'automaticMail' || event.data.reason === 'callEnded') return { icon: 'check', text: t(`event.${event.data.reason}`) };
      if (event.data.reason === 'citizenLeft') return { icon: 'check', text: t('event.left') };
      if (event.data.reason === 'botEnded') return { icon: 'check', text: t('event.resolved', { name: who }) };
      return { icon: 'check', text: reason(t('event.resolved', { name: who }), event.data.reason) };
    case 'conversationReopened': {
      // The hub's own reasons; a person's would be shown as it is.
      const why = event.data.reason;
      if (why === 'citizenWrote' || why === 'personWanted' || why === 'citizenCalled' || why === 'merged') return { icon: 'reopen', text: t(`event.${why}`) };
      return { icon: 'reopen', text: reason(t('event.reopened', { name: who }), why === 'agent' || why === 'split' || why === 'system' ? null : why) };
    }
    case 'satisfactionRated': return { icon: 'star', text: reason(t('event.rated', { score: event.data.score }), event.data.comment) };
    case 'messagePosted': case 'messageUpdated': case 'messageDeleted': case 'noteAdded': case 'messagesRead': case 'emailReceived': case 'emailSent': case 'cimerReceived': case 'cimerAnswered': return null;
    default: return contactLine(event);
  }
}
