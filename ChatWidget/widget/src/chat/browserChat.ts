import { webLocks, webStorage, type TabChannel } from '@contacthub/client';
import type { browserFiles } from './browserFiles.ts';
import { atHub, fetchJson } from './http.ts';
import { lazyTransport } from './lazyTransport.ts';
import { parseSiteConfig, type SiteConfig } from './siteConfig.ts';
import { VisitorChat } from './visitorChat.ts';

export async function loadConfig(site: string): Promise<SiteConfig> {
  return parseSiteConfig(await fetchJson(atHub(`api/visitor/config?site=${encodeURIComponent(site)}`)));
}

/** The visitor's conversation with everything that this browser offers. */
export function createBrowserChat(site: string): VisitorChat {
  const chat = new VisitorChat({
    site,
    storage: webStorage(() => localStorage),
    post: body => fetchJson(atHub('api/visitor/session'), body),
    createTransport: token => lazyTransport(atHub('hubs/visitor'), token),
    tabStorage: webStorage(() => sessionStorage),
    loadFiles,
    exclusive: webLocks(navigator.locks as Parameters<typeof webLocks>[0]),
    ...tabs(`contacthub.${site}`),
  });
  addEventListener('online', () => chat.connection.hint('online'));
  addEventListener('offline', () => chat.connection.hint('offline'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') chat.connection.hint('visible');
  });
  return chat;
}

/** While the hub can't be reached it is tried again every few seconds. */
const loadFiles = (): Promise<typeof browserFiles> =>
  import('./browserFiles.ts').then(part => part.browserFiles, () => new Promise(done => setTimeout(done, 3_000)).then(loadFiles));

/** Nothing where the browser keeps tabs apart: a frame whose storage is forbidden, or an old browser. */
function tabs(name: string): { channel?: TabChannel } {
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    return {};
  }
  return {
    channel: {
      post: message => channel.postMessage(message),
      onMessage: listener => channel.addEventListener('message', event => listener(event.data)),
    },
  };
}
