import assert from 'node:assert/strict';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';

import { type FakeClock, makeFakeClock } from 'lava-docker-job/testing';

import { makeFolderQueue } from '../src/folder-queue.js';
import type { JobQueue } from '../src/job-queue.js';
import { makeMemoryQueue } from '../src/memory-queue.js';

interface Subject {
  readonly queue: JobQueue;
  readonly clock: FakeClock;
  readonly send: (body: string) => Promise<void>;
  readonly size: () => Promise<number>;
}

const withMemoryQueue = async (work: (subject: Subject) => Promise<void>): Promise<void> => {
  const clock = makeFakeClock();
  const queue = makeMemoryQueue(clock);
  const send = (body: string): Promise<void> => {
    queue.send(body);
    return Promise.resolve();
  };
  await work({ queue, clock, send, size: () => Promise.resolve(queue.size()) });
  assert.equal(clock.pendingCount(), 0, 'No timer is left');
};

const withFolderQueue = async (work: (subject: Subject) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'folder-queue-'));
  const clock = makeFakeClock();
  let sent = 0;
  const send = async (body: string): Promise<void> => {
    sent += 1;
    await writeFile(path.join(folder, '.unfinished'), body);
    await rename(path.join(folder, '.unfinished'), path.join(folder, `${sent}.json`));
  };
  const size = async (): Promise<number> => (await readdir(folder)).length;
  await work({ queue: makeFolderQueue(folder, clock), clock, send, size });
  assert.equal(clock.pendingCount(), 0, 'No timer is left');
  await rm(folder, { recursive: true });
};

/** What a queue gives now; undefined when that is nothing. */
const receiveNow = async ({ queue, clock }: Subject, visibilityMs = 10_000) => {
  const stop = new AbortController();
  const receiving = queue.receive(visibilityMs, stop.signal);
  const waits = clock.whenPending().then(() => {
    stop.abort();
  });
  const received = await Promise.race([receiving, waits.then(() => receiving)]);
  return received;
};

for (const [name, withQueue] of [
  ['in memory', withMemoryQueue],
  ['in a folder', withFolderQueue],
] as const)
  describe(`a queue ${name}`, () => {
    it('gives messages in their order, each of them once', () =>
      withQueue(async (subject) => {
        await subject.send('one');
        await subject.send('two');
        const received = [await receiveNow(subject), await receiveNow(subject)];
        assert.deepEqual(
          received.map((message) => [message?.body, message?.receiveCount]),
          [
            ['one', 1],
            ['two', 1],
          ],
        );
        assert.equal(await receiveNow(subject), undefined);
      }));

    it('gives a message again when its time is over, and counts', () =>
      withQueue(async (subject) => {
        await subject.send('one');
        await receiveNow(subject);
        await subject.clock.advance(10_000);
        assert.equal((await receiveNow(subject))?.receiveCount, 2);
      }));

    it('hides a message for longer, and deletes it', () =>
      withQueue(async (subject) => {
        const { queue, clock, send, size } = subject;
        await send('one');
        const message = await receiveNow(subject);
        assert.ok(message);
        await clock.advance(6000);
        await queue.extend(message, 10_000);
        await clock.advance(6000);
        assert.equal(await receiveNow(subject), undefined);
        await queue.delete(message);
        assert.equal(await size(), 0);
      }));

    it('leaves a message alone that was received again', () =>
      withQueue(async (subject) => {
        const { queue, clock, send, size } = subject;
        await send('one');
        const first = await receiveNow(subject);
        assert.ok(first);
        await clock.advance(10_000);
        await receiveNow(subject);
        await assert.rejects(queue.extend(first, 10_000), /received again/);
        await queue.delete(first);
        assert.equal(await size(), 1);
      }));

    it('ends a wait at an abort', () =>
      withQueue(async ({ queue }) => {
        const stop = new AbortController();
        const receiving = queue.receive(10_000, stop.signal);
        stop.abort();
        assert.equal(await receiving, undefined);
        assert.equal(await queue.receive(10_000, stop.signal), undefined);
      }));

    it('gives one message to one of several receivers', () =>
      withQueue(async ({ queue, send, clock }) => {
        await send('one');
        const stop = new AbortController();
        const receivers = [1, 2, 3].map(() => queue.receive(10_000, stop.signal));
        await Promise.race(receivers);
        await clock.whenPending();
        stop.abort();
        const received = await Promise.all(receivers);
        assert.equal(received.filter((message) => message !== undefined).length, 1);
      }));
  });
