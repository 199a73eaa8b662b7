import { now } from '../app/clock';
import { go } from '../app/route';
import { find } from '../inbox/inbox';
import { inbox } from '../inbox/live';
import { clockOf } from '../i18n/format';
import { t } from '../i18n/translate';
import { previewOf } from '../inbox/preview';
import { Icon } from '../ui/Icon';
import { calls } from './live';
import { countsFrom, writtenNumber, type Call } from './model';

/** Opens the conversation of a call. */
export function openCall(call: Call | undefined): void {
  if (call?.conversationId) go({ page: 'desk', list: 'all', conversation: call.conversationId });
}

/** Who it is, as far as known. */
export const callerOf = (call: Call): string => call.name ?? (call.number ? writtenNumber(call.number) : t('call.withheldCaller'));

/** What is known of a caller besides the name: number, verified or not, earlier conversations. */
export function CallerFacts({ call }: { call: Call }) {
  return (
    <span class="row wrap call-facts">
      {call.name && call.number && <span class="num">{writtenNumber(call.number)}</span>}
      {call.verified && <span class="chip good"><Icon name="verified" />{t('citizen.verified')}</span>}
      {call.queue && <span class="chip">{call.queue}</span>}
      {call.conversationNumber != null && <span class="num muted">#{call.conversationNumber}</span>}
      <span class="muted">{call.earlier > 0 ? t('call.earlier', { n: call.earlier }) : t('call.first')}</span>
    </span>
  );
}

/** The calls that ring at this agent's phone. They lie over the citizen's panel, and move nothing. */
export function CallPop() {
  const ringing = calls.value.filter((call) => call.state === 'ringing');
  if (ringing.length === 0) return null;
  return (
    <div class="call-pops">
      {ringing.map((call, at) => {
        const summary = inbox.value && call.conversationId ? find(inbox.value, call.conversationId) : undefined;
        return (
          <section key={call.callId} class="call-pop" role="alert" aria-label={t('call.pop')}>
            <span class="call-sign ringing"><Icon name="callIn" /></span>
            <div class="grow">
              <strong class="call-name">{callerOf(call)}</strong>
              <span class="small muted">{t('call.ringsSince')} <span class="num">{clockOf(now.value - Date.parse(countsFrom(call)))}</span></span>
            </div>
            <div class="call-more">
              <CallerFacts call={call} />
              {summary?.preview && summary.preview !== call.number && <p class="call-preview" dir="auto">{previewOf(summary.preview, summary.previewBy)}</p>}
            </div>
            {call.conversationId && <button type="button" class="button primary call-open" onClick={() => openCall(call)}>{t('call.open')} {at === 0 && <kbd>O</kbd>}</button>}
          </section>
        );
      })}
    </div>
  );
}
