import { describe, expect, it } from 'vitest';
import { HubError, memoryStorage, Outbox, type HubErrorCode, type OutboxItem } from '../../src/index.ts';
import { HeldMessages, Uploads, type FileLike, type UploadedFile } from '../../src/files/index.ts';
import { FakeScheduler } from '../support/fakeScheduler.ts';

const file = (name: string, size = 5): FileLike => ({ name, size, type: 'image/png' });
const settled = () => new Promise(resolve => setImmediate(resolve));

/** A hub whose answers to uploads the test gives. */
function setUp(maxFiles = 10) {
  const scheduler = new FakeScheduler();
  const asked: { readonly name: string; readonly signal: AbortSignal; readonly progress: (part: number) => void; done(): void; refuse(code: HubErrorCode | string, text?: string): void }[] = [];
  const uploads = new Uploads((sent, progress, signal) => new Promise<UploadedFile>((resolve, reject) => {
    asked.push({
      name: sent.name, signal, progress,
      done: () => resolve({ id: `u-${sent.name}`, name: sent.name, contentType: 'image/png', size: sent.size }),
      refuse: (code, text) => reject(new HubError(code as HubErrorCode, text)),
    });
  }), () => ({ maxBytes: 100, maxFiles }), scheduler);
  return { scheduler, asked, uploads, statuses: () => uploads.items.map(item => item.code ?? item.status) };
}

describe('uploads', () => {
  it('travel two at a time, tell how far they are, and make room for the next', async () => {
    const { asked, uploads, statuses } = setUp();
    uploads.add([file('a'), file('b'), file('c')]);
    expect(statuses()).toEqual(['uploading', 'uploading', 'waiting']);
    asked[0]!.progress(0.5);
    expect(uploads.items[0]!.progress).toBe(0.5);
    asked[0]!.done();
    await settled();
    expect(statuses()).toEqual(['done', 'uploading', 'uploading']);
  });

  it('that can’t be taken stay in the list with the reason, and are not sent', () => {
    const { asked, uploads, statuses } = setUp(1);
    uploads.add([file('empty', 0), file('large', 101), file('a'), file('one more')]);
    expect(statuses()).toEqual(['empty', 'tooLarge', 'uploading', 'tooMany']);
    expect(asked.map(one => one.name)).toEqual(['a']);
    expect(uploads.isSendable).toBe(true);
  });

  it('are tried again while there is no way through, and at the person’s wish after a refusal', async () => {
    const { scheduler, asked, uploads, statuses } = setUp();
    uploads.add([file('a')]);
    asked[0]!.refuse('disconnected');
    await settled();
    expect(statuses()).toEqual(['waiting']);
    await scheduler.advance(60_000);
    expect(asked).toHaveLength(2);
    asked[1]!.refuse('unsupportedType');
    await settled();
    expect(statuses()).toEqual(['unsupportedType']);
    uploads.items[0]!.retry();
    expect(asked).toHaveLength(3);
  });

  it('wait for as long as the hub asks, but not for a day', async () => {
    const { scheduler, asked, uploads, statuses } = setUp();
    uploads.add([file('a')]);
    asked[0]!.refuse('rateLimited', 'Too many; seconds to wait: 30');
    await settled();
    await scheduler.advance(29_000);
    expect(asked).toHaveLength(1);
    await scheduler.advance(1_000);
    expect(asked).toHaveLength(2);
    asked[1]!.refuse('rateLimited', 'Too many; seconds to wait: 86400');
    await settled();
    expect(statuses()).toEqual(['rateLimited']);
  });

  it('end when they are taken away', async () => {
    const { asked, uploads } = setUp();
    uploads.add([file('a')]);
    uploads.remove(uploads.items[0]!);
    expect(asked[0]!.signal.aborted).toBe(true);
    asked[0]!.done();
    await settled();
    expect(uploads.items).toEqual([]);
  });
});

/** An outbox that sends everything at once, before it what is held. */
function heldSetUp() {
  const stage = setUp();
  const sent: OutboxItem[] = [];
  const storage = memoryStorage();
  const outbox = new Outbox({ scope: 'test', storage: memoryStorage(), ready: () => true, scheduler: stage.scheduler, send: async item => { sent.push(item); return { seq: sent.length, at: '' }; } });
  const held = new HeldMessages({ outbox, storage, scope: 'test', scheduler: stage.scheduler });
  stage.uploads.onChange(() => held.check());
  const shown: string[] = [];
  held.onHeld(item => shown.push((item.payload as { text: string }).text));
  return { ...stage, sent, outbox, storage, held, shown, texts: () => sent.map(item => (item.payload as { text: string }).text) };
}

describe('a message with files', () => {
  it('goes when its files have arrived, and what was said after it behind it', async () => {
    const { uploads, asked, held, shown, sent, texts } = heldSetUp();
    uploads.add([file('a')]);
    held.send('lane', 'send', { text: 'first' }, uploads.take());
    held.send('lane', 'send', { text: 'second' }, []);
    held.send('other', 'send', { text: 'elsewhere' }, []);
    await settled();
    expect(uploads.items).toEqual([]);
    expect([texts(), shown]).toEqual([['elsewhere'], ['first', 'second']]);
    asked[0]!.done();
    await settled();
    expect(texts()).toEqual(['elsewhere', 'first', 'second']);
    expect(sent[1]!.payload).toEqual({ text: 'first', attachments: ['u-a'], files: [{ name: 'a', contentType: 'image/png', size: 5 }] });
  });

  it('goes at once under a key of its own when they are there already', async () => {
    const { uploads, asked, held, shown, texts } = heldSetUp();
    uploads.add([file('a')]);
    asked[0]!.done();
    await settled();
    held.send('lane', 'send', { text: 'x' }, uploads.take());
    await settled();
    expect([texts(), shown]).toEqual([['x'], []]);
  });

  it('whose file is refused is kept as one that failed, and holds nothing up', async () => {
    const { uploads, asked, held, outbox, texts } = heldSetUp();
    uploads.add([file('a')]);
    held.send('lane', 'send', { text: 'first' }, uploads.take());
    held.send('lane', 'send', { text: 'second' }, []);
    asked[0]!.refuse('infected');
    await settled();
    expect(texts()).toEqual(['second']);
    expect(outbox.items().map(item => item.failure)).toEqual(['uploadFailed']);
  });

  it('keeps its words over a reload that ends its uploads', () => {
    const { uploads, held, outbox, storage, scheduler } = heldSetUp();
    uploads.add([file('a')]);
    held.send('lane', 'send', { text: 'words' }, uploads.take());
    new HeldMessages({ outbox, storage, scope: 'test', scheduler }).recover();
    expect(outbox.items().map(item => [(item.payload as { text: string }).text, item.failure])).toEqual([['words', 'uploadLost']]);
    expect(storage.keys()).toEqual([]);
  });
});
