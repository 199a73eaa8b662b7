import type { ComponentChildren } from 'preact';
import { me } from '../account/session';
import { channelTrouble } from '../admin/channels/channels';
import { webhookTrouble } from '../admin/webhooks/trouble';
import { AccountDialog } from '../account/AccountDialog';
import { CallBar } from '../calls/CallBar';
import { CallPop } from '../calls/CallPop';
import { ConnectionBar } from './ConnectionBar';
import { closeDialog, dialog } from '../desk/dialogs';
import { t } from '../i18n/translate';
import { counts } from '../inbox/live';
import { HelpDialog } from '../keyboard/HelpDialog';
import { Palette } from '../keyboard/Palette';
import { OfferBanner } from '../offers/OfferBanner';
import { PresenceMenu } from '../presence/PresenceMenu';
import { Icon } from '../ui/Icon';
import { PAGE_ICONS, pagesFor } from './pages';
import { hrefOf, route } from './route';

function Badge({ count, of }: { count: number; of: string }) {
  return count > 0 ? <span class="rail-badge num">{count}<span class="visually-hidden"> {of}</span></span> : null;
}

/** The frame of every screen: navigation, presence, the connection's state, offers, and dialogs that belong to no page. */
export function Shell({ children }: { children: ComponentChildren }) {
  const page = route.value.page;
  const list = route.value.page === 'desk' ? route.value.list : 'mine';
  return (
    <div class="shell">
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{t('app.skip')}</a>
      <nav class="rail" aria-label={t('app.navigation')}>
        <div class="rail-mark" aria-hidden="true"><Icon name="chat" /></div>
        <ul>
          <li>
            <a href={hrefOf({ page: 'desk', list, conversation: null })} aria-current={page === 'desk' ? 'page' : undefined}>
              <Icon name="inbox" /><span>{t('page.desk')}</span>
              <Badge count={counts.value.unread} of={t('list.unread')} />
            </a>
          </li>
          {pagesFor(me.value).map((name) => (
            <li key={name}><a href={hrefOf({ page: name, item: null })} aria-current={page === name ? 'page' : undefined}><Icon name={PAGE_ICONS[name]} /><span>{t(`page.${name}`)}</span>
              {name === 'webhooks' && <Badge count={webhookTrouble.count.value} of={t('webhooks.trouble')} />}
              {name === 'channels' && <Badge count={channelTrouble.count.value} of={t('channels.trouble')} />}
            </a></li>
          ))}
        </ul>
        <PresenceMenu />
      </nav>
      <div class="body">
        <ConnectionBar />
        <CallBar />
        <CallPop />
        <OfferBanner />
        <main id="content" tabIndex={-1}>{children}</main>
      </div>
      {dialog.value === 'help' && <HelpDialog onClose={closeDialog} />}
      {dialog.value === 'palette' && <Palette onClose={closeDialog} />}
      {dialog.value === 'account' && <AccountDialog onClose={closeDialog} />}
    </div>
  );
}
