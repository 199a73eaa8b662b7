import { expect, test } from 'vitest';
import { HubError, toHubError } from '../../src/connection/hubError.ts';

const invoking = "An unexpected error occurred invoking 'send' on the server.";

test.each([
  [new Error(`${invoking} HubException: tooLong: At most 1000 characters.`), 'tooLong', 'At most 1000 characters.'],
  [new Error(`${invoking} HubException: moved`), 'moved', ''],
  [new Error(`${invoking} HubException: somethingNew: x`), 'fault', `${invoking} HubException: somethingNew: x`],
  [new Error(invoking), 'fault', invoking],
  [new Error('WebSocket closed with status code: 1006 ().'), 'disconnected', 'WebSocket closed with status code: 1006 ().'],
  [Object.assign(new Error('Unauthorized'), { statusCode: 401 }), 'unauthorized', 'Unauthorized'],
  [new Error("Failed to complete negotiation with the server: Error: : Status code '401'"), 'unauthorized', expect.any(String)],
])('%s is read as %s', (error, code, message) => {
  expect(toHubError(error)).toMatchObject({ code, message });
});

test('the number at the end of a rateLimited text is the wait in seconds', () => {
  expect(new HubError('rateLimited', 'Too many messages. Try again in 7').retryAfter).toBe(7000);
  expect(new HubError('rateLimited', 'Try again in 12.').retryAfter).toBe(12_000);
  expect(new HubError('rateLimited', 'Slow down.').retryAfter).toBeNull();
  expect(new HubError('tooLong', 'At most 1000').retryAfter).toBeNull();
});
