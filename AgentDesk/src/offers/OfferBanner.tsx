import { now } from '../app/clock';
import { go } from '../app/route';
import { writtenNumber } from '../calls/model';
import { find } from '../inbox/inbox';
import { inbox } from '../inbox/live';
import { previewOf } from '../inbox/preview';
import { duration } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { DepartmentChip } from '../ui/pieces';
import { accept, decline, offers } from './live';

/** Accepts the oldest offer and opens its conversation. */
export async function acceptFirst(): Promise<void> {
  const offer = offers.peek()[0];
  const id = offer && (await accept(offer));
  if (id) go({ page: 'desk', list: 'mine', conversation: id });
}

/** Declines the oldest offer. */
export async function declineFirst(): Promise<void> {
  const offer = offers.peek()[0];
  if (offer) await decline(offer);
}

/** A waiting conversation offered to this agent, with the time that is left to answer. It lies over the end of the lists, and moves nothing. */
export function OfferBanner() {
  const offer = offers.value[0];
  if (!offer) return null;
  const summary = inbox.value && find(inbox.value, offer.conversationId);
  const left = Math.max(0, Date.parse(offer.until) - now.value);
  return (
    <section class="offer" role="alert" aria-label={t('offer.title')}>
      <span class="offer-sign"><Icon name="bell" /></span>
      <div>
        <strong class="offer-name">{t('offer.from', { name: summary?.citizenName ?? (summary ? t('citizen.numbered', { number: summary.number }) : t('citizen.unnamed')) })}</strong>
        <span class="small muted">{t('offer.waited', { time: duration(now.value - Date.parse(offer.queuedAt)) })}</span>
      </div>
      <span class="offer-left num" aria-hidden="true">{Math.ceil(left / 1000)}</span>
      <div class="offer-more">
        <div class="row wrap small">
          <DepartmentChip id={offer.departmentId} />
          {offers.value.length > 1 && <span>{t('offer.more', { n: offers.value.length - 1 })}</span>}
        </div>
        {summary?.callBack && (
          <p class="offer-call-back"><Icon name="callMissed" /><span class="num">{summary.callBack.number ? writtenNumber(summary.callBack.number) : t('call.withheld')}</span>
            <span>{t('callBack.calls', { n: summary.callBack.calls })}</span></p>
        )}
        {summary?.preview && !summary.callBack && <p class="offer-preview" dir="auto">{previewOf(summary.preview, summary.previewBy)}</p>}
      </div>
      <div class="offer-answers">
        <button type="button" class="button" onClick={() => void declineFirst()}>{t('offer.decline')} <kbd>D</kbd></button>
        <button type="button" class="button primary" onClick={() => void acceptFirst()}>{t('offer.accept')} <kbd>Y</kbd></button>
      </div>
    </section>
  );
}
