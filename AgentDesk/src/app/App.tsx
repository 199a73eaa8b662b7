import { useEffect, useState } from 'preact/hooks';
import { AgentsPage } from '../admin/agents/AgentsPage';
import { ApiKeysPage } from '../admin/apiKeys/ApiKeysPage';
import { AuditPage } from '../admin/audit/AuditPage';
import { CannedPage } from '../admin/canned/CannedPage';
import { ChannelsPage } from '../admin/channels/ChannelsPage';
import { DepartmentsPage } from '../admin/departments/DepartmentsPage';
import { FaqPage } from '../admin/faq/FaqPage';
import { HoursPage } from '../admin/hours/HoursPage';
import { SignaturesPage } from '../admin/signatures/SignaturesPage';
import { WebhooksPage } from '../admin/webhooks/WebhooksPage';
import { CimerPage } from '../cimer/CimerPage';
import { NewPassword } from '../account/NewPassword';
import { me, resume } from '../account/session';
import { SignIn } from '../account/SignIn';
import { DeskPage } from '../desk/DeskPage';
import { t } from '../i18n/translate';
import { Empty, Loading } from '../ui/pieces';
import { textOf } from '../ui/errorText';
import { Toasts } from '../ui/toasts';
import { Wallboard } from '../wallboard/Wallboard';
import { pagesFor } from './pages';
import { route } from './route';
import { Shell } from './Shell';
import { startWork } from './work';

function Page() {
  const here = route.value;
  if (here.page === 'desk') return <DeskPage />;
  if (!pagesFor(me.value).includes(here.page)) return <Empty icon="shield" title={t('error.forbidden')} />;
  switch (here.page) {
    case 'wallboard': return <Wallboard />;
    case 'cimer': return <CimerPage />;
    case 'faq': return <FaqPage />;
    case 'canned': return <CannedPage />;
    case 'hours': return <HoursPage />;
    case 'channels': return <ChannelsPage />;
    case 'departments': return <DepartmentsPage />;
    case 'agents': return <AgentsPage />;
    case 'signatures': return <SignaturesPage />;
    case 'apiKeys': return <ApiKeysPage />;
    case 'webhooks': return <WebhooksPage item={here.item} />;
    case 'audit': return <AuditPage />;
  }
}

function Work({ agentId }: { agentId: string }) {
  useEffect(() => startWork(agentId), [agentId]);
  return <Shell><Page /></Shell>;
}

/** The whole desk: who is not signed in signs in, who has a one-time password changes it, then the work begins. */
export function App() {
  const [failure, setFailure] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setFailure(null);
    resume().catch(setFailure);
  }, [tries]);
  return <div class="root">{content()}<Toasts /></div>;

  function content() {
    const person = me.value;
    if (person === undefined) {
      if (!failure) return <Loading />;
      return <div class="account"><Empty icon="warning" title={t('error.cannotStart')}>{textOf(failure)}</Empty><button type="button" class="button primary" onClick={() => setTries(tries + 1)}>{t('act.retry')}</button></div>;
    }
    if (person === null) return <SignIn />;
    if (person.mustChangePassword) return <NewPassword />;
    return <Work agentId={person.id} />;
  }
}
