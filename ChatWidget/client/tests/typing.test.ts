import { expect, test } from 'vitest';
import { TypingTeller } from '../src/typing.ts';
import { FakeScheduler } from './support/fakeScheduler.ts';

function setUp() {
  const scheduler = new FakeScheduler();
  const told: [second: number, typing: boolean][] = [];
  const start = scheduler.now();
  const teller = new TypingTeller(typing => told.push([(scheduler.now() - start) / 1000, typing]), scheduler);
  return { scheduler, told, teller };
}

test('a short burst of keys is told again, so that a dropped signal is made good, and then that it is over', async () => {
  const { scheduler, told, teller } = setUp();
  for (const _ of 'Bir de') teller.wrote(true);
  await scheduler.advance(60_000);
  expect(told).toEqual([[0, true], [2, true], [4, false]]);
  expect(scheduler.waiting).toBe(0);
});

test('who goes on typing is told every other second, however many keys are pressed', async () => {
  const { scheduler, told, teller } = setUp();
  for (let key = 0; key < 60; key++) {
    teller.wrote(true);
    await scheduler.advance(100);
  }
  expect(told).toEqual([[0, true], [2, true], [4, true], [6, true]]);
});

test('who sends, clears the field or leaves it stops at once, and is told so once', async () => {
  const { scheduler, told, teller } = setUp();
  teller.stop();
  teller.wrote(true);
  await scheduler.advance(500);
  teller.wrote(false);
  teller.stop();
  await scheduler.advance(60_000);
  expect(told).toEqual([[0, true], [0.5, false]]);
});

test('who goes on after a pause is told anew', async () => {
  const { scheduler, told, teller } = setUp();
  teller.wrote(true);
  await scheduler.advance(10_000);
  teller.wrote(true);
  expect(told.at(-1)).toEqual([10, true]);
});
