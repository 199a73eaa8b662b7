// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { wrap, type ToPage } from '../../src/bridge.ts';
import { Widget } from '../../src/loader/widget.ts';

const hub = 'https://hub.example.org';
let widget: Widget;

// There is no hub here to load the panel from, so frames load nothing; what the panel would say is said by the test.
for (let owner: object = HTMLIFrameElement.prototype; owner !== Element.prototype; owner = Object.getPrototypeOf(owner)) {
  const loads = Object.getOwnPropertySymbols(owner).find(symbol => symbol.description === 'connectedToDocument');
  if (loads) Object.defineProperty(owner, loads, { value: () => {} });
  if (loads) break;
}
const windows = new WeakMap<object, { postMessage: ReturnType<typeof vi.fn> }>();
Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
  get(this: object) {
    if (!windows.has(this)) windows.set(this, { postMessage: vi.fn() });
    return windows.get(this);
  },
});

function start(): Widget {
  document.getElementById('contacthub')?.remove();
  return new Widget({ base: new URL(`${hub}/widget/`), site: 'demo', language: 'tr', color: undefined });
}

const root = () => document.getElementById('contacthub')!.shadowRoot!;
const button = () => root().querySelector('button')!;
const frame = () => root().querySelector('iframe');

/** What the frame says, or what pretends to be the frame. */
function say(message: ToPage, origin = hub, source: unknown = frame()?.contentWindow): void {
  const event = new MessageEvent('message', { data: wrap(message), origin });
  Object.defineProperty(event, 'source', { value: source });
  window.dispatchEvent(event);
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  widget = start();
});

describe('loader', () => {
  test('draws a button, and neither loads the panel nor stores anything', () => {
    expect(button().getAttribute('aria-label')).toBe('Canlı destek: sohbeti aç');
    expect([frame(), localStorage.length, sessionStorage.length]).toEqual([null, 0, 0]);
  });

  test('opens the panel from the hub and closes it again', () => {
    const heard: string[] = [];
    for (const event of ['open', 'close'] as const) widget.on(event, () => heard.push(event));
    button().click();
    expect(frame()?.src).toBe(`${hub}/widget/frame.html?site=demo`);
    expect([frame()?.hidden, button().hidden, frame()?.title]).toEqual([false, true, 'Canlı destek']);
    say({ type: 'close' });
    expect([frame()?.hidden, button().hidden, root().activeElement === button()]).toEqual([true, false, true]);
    expect(heard).toEqual(['open', 'close']);
  });

  test('shows and tells unread messages', () => {
    const counts: unknown[] = [];
    widget.on('unread', detail => counts.push(detail['count']));
    widget.open();
    say({ type: 'unread', count: 3 });
    expect([button().getAttribute('aria-label'), root().querySelector('b')?.textContent, counts]).toEqual(['Canlı destek: sohbeti aç, 3 okunmamış mesaj', '3', [3]]);
  });

  test('hears nobody but its own frame on the hub', () => {
    const counts: unknown[] = [];
    widget.on('unread', detail => counts.push(detail['count']));
    widget.open();
    say({ type: 'unread', count: 1 }, 'https://evil.example.org');
    say({ type: 'unread', count: 2 }, hub, window);
    window.dispatchEvent(Object.assign(new MessageEvent('message', { data: 'x', origin: hub })));
    expect(counts).toEqual([]);
  });

  test('speaks to nobody but the hub, and keeps what it has to say until the panel is ready', () => {
    widget.open();
    const inFrame = windows.get(frame()!) ?? frame()!.contentWindow as unknown as { postMessage: ReturnType<typeof vi.fn> };
    widget.identify('signed');
    expect(inFrame.postMessage).not.toHaveBeenCalled();
    say({ type: 'ready' });
    expect(inFrame.postMessage.mock.calls).toEqual([
      [wrap({ type: 'open', focus: true }), hub], [wrap({ type: 'identify', token: 'signed' }), hub],
    ]);
  });

  test('remembers on the site that there is a conversation only once there is one', () => {
    widget.open();
    expect(localStorage.length).toBe(0);
    say({ type: 'kept', kept: true });
    expect([localStorage.getItem('contacthub.demo'), sessionStorage.getItem('contacthub.demo')]).toEqual(['1', '1']);
    start();
    expect(frame()).not.toBeNull();
    say({ type: 'kept', kept: false });
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  test('does what was asked of it before it came', () => {
    const heard: string[] = [];
    widget.push(['on', 'ready', () => heard.push('ready')], (api: Widget) => api.setLanguage('ar'), ['nothing']);
    widget.announce();
    expect(heard).toEqual(['ready']);
    expect(document.getElementById('contacthub')).toMatchObject({ lang: 'ar', dir: 'rtl' });
  });

  test('stops telling who has left, and refuses a language that it does not have', () => {
    const heard: string[] = [];
    widget.on('open', () => heard.push('open'))();
    widget.open();
    expect(heard).toEqual([]);
    expect(() => widget.setLanguage('de')).toThrow('not "de"');
  });
});
