// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { wrap, type ToFrame } from '../src/bridge.ts';
import { HostBridge } from '../src/hostBridge.ts';

const site = 'https://www.example.bel.tr';

function setUp() {
  const parent = { postMessage: vi.fn() };
  const listeners: ((event: unknown) => void)[] = [];
  const frame = { parent, addEventListener: (_: string, listener: (event: unknown) => void) => listeners.push(listener) };
  const heard: ToFrame[] = [];
  const bridge = new HostBridge(frame as unknown as Window);
  const say = (message: unknown, origin = site, source: unknown = parent) => listeners.forEach(listener => listener({ data: message, origin, source }));
  return { parent, bridge, heard, say, listen: () => bridge.listen(message => heard.push(message)) };
}

const hello = wrap({ type: 'hello', language: 'tr', page: '' });
const open = wrap({ type: 'open', focus: true });

test('speaks only to the page that said hello', () => {
  const { parent, bridge, say } = setUp();
  bridge.post({ type: 'ready' });
  expect(parent.postMessage).not.toHaveBeenCalled();
  say(hello);
  bridge.post({ type: 'ready' });
  expect(parent.postMessage).toHaveBeenCalledWith(wrap({ type: 'ready' }), site);
});

test('keeps what came before anybody listened', () => {
  const { heard, say, listen } = setUp();
  say(hello);
  say(open);
  listen();
  expect(heard.map(message => message.type)).toEqual(['hello', 'open']);
});

test('hears no other window, no other origin, and nothing before hello', () => {
  const { heard, say, listen } = setUp();
  listen();
  say(open);
  say(hello, site, {});
  say(hello);
  say(open, 'https://evil.example.org');
  say({ type: 'open', focus: true });
  expect(heard.map(message => message.type)).toEqual(['hello']);
});
