import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { within } from '../src/deadline.ts';

const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('what comes in time is had, and so is its failure', async () => {
  await expect(within(60_000, delay(1, 'here'), 'waiting')).resolves.toBe('here');
  await expect(within(60_000, Promise.reject(new Error('down')), 'waiting')).rejects.toThrow('down');
});

test('what does not come is waited for no longer', async () => {
  await expect(within(20, new Promise(() => {}), 'the channel')).rejects.toThrow('the channel took too long');
});

test('a machine that stood still has used up no more than a part of the time', async () => {
  const answer = within(100, delay(150, 'here'), 'waiting');
  standStill(400);
  await expect(answer).resolves.toBe('here');
});
