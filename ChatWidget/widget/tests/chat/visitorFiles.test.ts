import { HubError, memoryStorage } from '@contacthub/client';
import type { SendFile, UploadedFile } from '@contacthub/client/files';
import { expect, test } from 'vitest';
import { settled } from '../../../client/tests/support/fakeScheduler.ts';
import { VisitorFiles } from '../../src/chat/visitorFiles.ts';
import { setUpChat } from '../support/chatSetUp.ts';

const photo = { name: 'çukur.jpg', size: 9, type: 'image/jpeg' } as File;

/** A chat whose uploads the test answers. */
function setUp(tabStorage = memoryStorage()) {
  const asked: { readonly token: string | undefined; done(): void; refuse(error: HubError): void }[] = [];
  const stage = setUpChat({
    tabStorage,
    loadFiles: async () => own => {
      const send: SendFile = file => new Promise<UploadedFile>((resolve, reject) => asked.push({
        token: own.token(), done: () => resolve({ id: 'u-1', name: file.name, contentType: 'image/jpeg', size: file.size }), refuse: reject,
      }));
      return new VisitorFiles(own, tabStorage, send);
    },
  });
  stage.chat.limits = { maxBytes: 100, maxFiles: 10 };
  return { ...stage, asked, tabStorage };
}

test('a picture gets a session before the first message, and goes with it', async () => {
  const { chat, asked, requests, sent, storage } = setUp();
  chat.attach([photo]);
  expect(chat.isPreparing).toBe(true);
  await settled();
  expect([chat.isPreparing, requests.length, asked[0]!.token, storage.keys()]).toEqual([false, 1, 'token-1', []]);

  chat.say('');
  await settled();
  expect([sent(), chat.feed.state.echoes]).toMatchObject([[], [{ status: 'sending', files: [{ name: 'çukur.jpg' }] }]]);
  asked[0]!.done();
  await settled();
  expect(sent()).toMatchObject([{ text: '', attachments: ['u-1'] }]);
  expect(chat.feed.state.echoes).toEqual([]);
});

test('a button that is pressed meanwhile takes no files along', async () => {
  const { chat, asked, sent } = setUp();
  chat.attach([photo]);
  await settled();
  asked[0]!.done();
  await settled();
  chat.say('Su borcu', 'faq:1');
  await settled();
  expect(sent()).toMatchObject([{ text: 'Su borcu', optionId: 'faq:1' }]);
  expect(sent()[0]).not.toHaveProperty('attachments');
  expect(chat.uploads!.items).toHaveLength(1);
});

test('a refused token is renewed, and the file goes again', async () => {
  const { chat, asked, requests } = setUp();
  chat.attach([photo]);
  await settled();
  asked[0]!.refuse(new HubError('unauthorized'));
  await settled();
  expect(requests).toHaveLength(2);
  expect(chat.uploads!.items[0]!.status).toBe('waiting');
  chat.uploads!.items[0]!.retry();
  expect(asked[1]!.token).toBe('token-2');
});

test('a reload in between keeps the words, as a message that was not sent', async () => {
  const before = setUp();
  before.chat.attach([photo]);
  await settled();
  before.chat.say('Buradaki çukur');
  await settled();

  const after = setUp(before.tabStorage);
  after.chat.resume();
  await settled();

  expect(after.chat.feed.state.echoes).toMatchObject([{ text: 'Buradaki çukur', status: 'failed', code: 'uploadLost' }]);
  expect(before.tabStorage.keys()).toEqual([]);
});
