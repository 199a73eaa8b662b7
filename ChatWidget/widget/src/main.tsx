import { render } from 'preact';
import { createBrowserChat } from './chat/browserChat.ts';
import { HostBridge } from './hostBridge.ts';
import { App } from './panel/App.tsx';

const host = new HostBridge(window);
const site = new URLSearchParams(location.search).get('site') ?? '';

render(
  <App site={site} chat={createBrowserChat(site)} host={host} />,
  document.getElementById('panel') as HTMLElement,
);
