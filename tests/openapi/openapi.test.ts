import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { meta } from '../e2e/whatsApp.ts';
import { Administrator } from './administrator.ts';
import { CheckedApi, type Document } from './checkedApi.ts';

let whatsApp: Awaited<ReturnType<typeof meta>>;
let hub: Hub;
let api: CheckedApi;

beforeAll(async () => {
  whatsApp = await meta();
  hub = await Hub.start(whatsApp.settings);
  const document = (await (await fetch(`${hub.address}/api/v1/openapi.json`)).json()) as Document;
  api = new CheckedApi(hub.address, document, await (await Administrator.of(hub)).makeKey());
});

afterAll(async () => {
  await hub.stop();
  whatsApp.stop();
});

test('the document is one by the schema of OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(api.document) as unknown as Record<string, unknown>);

  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('every operation answers as the document says', async () => {
  const departmentId = (await api.ask('listDepartments', 200)).items[0].id as string;
  const contact = await api.ask('createContact', 201, { body: { name: 'Ayşe', identities: [{ kind: 'phone', value: '0532 123 45 67', verified: true }] } });
  const contactId = contact.id as string;
  await api.ask('createContact', 409, { body: { name: 'Fatma', identities: [{ kind: 'phone', value: '0532 123 45 67', verified: true }] } });
  await api.ask('createContact', 400, { body: { name: '' } });
  await api.ask('getContact', 200, { with: { contactId } });
  await api.ask('getContact', 404, { with: { contactId: 'nobody' } });
  await api.ask('changeContact', 200, { with: { contactId }, body: { name: 'Ayşe Yılmaz' } });
  await api.ask('addIdentity', 200, { with: { contactId }, body: { kind: 'email', value: 'ayse@ornek.bel.tr' } });
  await api.ask('removeIdentity', 200, { with: { contactId }, body: { kind: 'email', value: 'ayse@ornek.bel.tr' } });
  await api.ask('searchContacts', 200, { body: { kind: 'phone', value: '+905321234567' } });
  await api.ask('listContacts', 200, { with: { limit: 1 } });

  const opened = await api.ask('openConversation', 201, { body: { contactId, as: 'system', text: 'Başvurunuz alındı.', departmentId } });
  const conversationId = opened.conversationId as string;
  await api.ask('openConversation', 200, { body: { contactId, text: 'Teşekkürler' } });
  await api.ask('postMessage', 200, { with: { conversationId }, body: { text: 'Bir şey daha' } });
  const upload = await api.ask('uploadFile', 201, { with: { 'X-File-Name': 'endeks.csv' }, body: new TextEncoder().encode('Abone;Endeks\n4711;1284\n') });
  const said = await api.ask('postMessage', 200, { with: { conversationId }, body: { text: 'Endeks ekte', attachments: [upload.id] } });
  await api.ask('postMessage', 409, { with: { conversationId }, body: { text: 'Endeks ekte', attachments: ['u-gone'] } });
  const named = (await api.ask('listEvents', 200, { with: { conversationId, after: said.seq - 1, limit: 1 } })).items[0].data.attachments[0];
  expect(await api.ask('readFile', 200, { with: { conversationId, seq: said.seq, fileId: named.id } })).toContain('4711;1284');
  await api.ask('readFile', 404, { with: { conversationId, seq: 1, fileId: named.id } });
  await api.ask('receiveMessage', 200, { body: { sourceId: 'app:1', text: 'Merhaba', identity: { kind: 'external', value: 'app:1' }, name: 'Can', language: 'tr', wantsPerson: true } });
  await api.ask('receiveMessage', 400, { body: { sourceId: '' } });
  await api.ask('listTemplates', 409, { with: { conversationId } });
  await api.ask('listTemplates', 404, { with: { conversationId: 'c-none' } });
  await whatsApp.says(hub, 'Yarın gelebilir misiniz?');
  // Meta has its answer before the hub has worked the message in.
  const onWhatsApp = await vi.waitUntil(async () => (await api.ask('listConversations', 200, { with: { channel: 'whatsapp' } })).items[0]?.id as string | undefined, { timeout: 60_000 });
  expect((await api.ask('listTemplates', 200, { with: { conversationId: onWhatsApp } })).items).toHaveLength(3);
  await api.ask('addNote', 200, { with: { conversationId }, body: { text: 'Abone arandı.' } });
  await api.ask('changeLabels', 200, { with: { conversationId }, body: { add: ['fatura'], remove: [] } });
  await api.ask('setPriority', 200, { with: { conversationId }, body: { priority: 1 } });
  await api.ask('setPriority', 412, { with: { conversationId, 'If-Match': '"1"' }, body: { priority: 2 } });
  await api.ask('transferConversation', 200, { with: { conversationId }, body: { departmentId } });
  await api.ask('resolveConversation', 200, { with: { conversationId }, body: { reason: 'bitti' } });
  await api.ask('reopenConversation', 200, { with: { conversationId } });
  await api.ask('getConversation', 200, { with: { conversationId } });
  await api.ask('listConversations', 200, { with: { state: 'open', channel: 'api', limit: 5, wait: 1 } });
  await api.ask('listConversations', 400, { with: { state: 'perhaps' } });
  await api.ask('listEvents', 200, { with: { conversationId, after: 0, limit: 500 } });
  await api.ask('listAgents', 200);
  await api.ask('getKey', 200);
  await api.ask('getKey', 401, { key: 'nonsense' });

  expect([...api.done].sort()).toEqual(api.operations.map(({ operation }) => operation.operationId).sort());
});

test('the examples of the documentation do what they say', async () => {
  const text = await readFile(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const examples = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map((match) => match[1]!);
  expect(examples.length).toBeGreaterThan(5);

  for (const example of examples) {
    const { stdout } = await promisify(execFile)('sh', ['-ec', example], { env: { ...process.env, HUB: hub.address, KEY: api.key } });
    const answer = JSON.parse(stdout) as Record<string, unknown>;
    expect(answer, example).not.toHaveProperty('code');
    expect(answer, example).not.toEqual({});
  }
});
