import { minute } from '../app/clock';
import { dialog } from '../desk/dialogs';
import type { Summary } from '../hub/model';
import { moment } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { replyWindow } from './replyTime';

/** Above the composer: that the time for an answer ends soon, or why none can be sent. */
export function ReplyWindow({ summary }: { summary: Summary }) {
  const window = replyWindow(summary.replyUntil, minute.value);
  if (window === 'open') return null;
  return (
    <div class={`reply-window ${window}`} role="status">
      <Icon name={window === 'closed' ? 'warning' : 'clock'} />
      <span>{t(window === 'closed' ? 'window.closed' : 'window.soon', { when: moment(summary.replyUntil!) })}</span>
      {window === 'closed' && <button type="button" class="button small" onClick={() => (dialog.value = 'template')}><Icon name="canned" />{t('template.act')}</button>}
    </div>
  );
}
