import { useState } from 'preact/hooks';
import { t } from '../i18n/translate';

/** A mail as its sender formatted it, in a frame without rights: it runs nothing, and fetches pictures from elsewhere only once they are asked for. */
export function FormattedMail({ conversationId, seq }: { conversationId: string; seq: number }) {
  const [shown, setShown] = useState(false);
  const [images, setImages] = useState(false);
  if (!shown) return <button type="button" class="button quiet small" onClick={() => setShown(true)}>{t('mail.formatted')}</button>;
  return (
    <div class="mail-formatted">
      <div class="row wrap">
        <button type="button" class="button quiet small" aria-expanded onClick={() => setShown(false)}>{t('mail.plain')}</button>
        {!images && <button type="button" class="button quiet small" onClick={() => setImages(true)}>{t('mail.images')}</button>}
      </div>
      <iframe title={t('mail.formattedTitle')} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"
        src={`/api/desk/conversations/${conversationId}/entries/${seq}/html${images ? '?images=true' : ''}`} />
    </div>
  );
}
