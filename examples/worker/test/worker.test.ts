import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';

import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import {
  defineJobType,
  type DueActions,
  type Job,
  jobAborted,
  type JobContext,
  type JobResult,
  type JobType,
  makeJobTypeRegistry,
} from 'lava-docker-job';
import {
  makeCapturingLogger,
  makeFakeClock,
  makeFakeTemplateRenderer,
  makeInMemoryJobStore,
  makeInMemoryStateLookup,
} from 'lava-docker-job/testing';

import { makeMemoryQueue } from '../src/memory-queue.js';
import { work, type Worker } from '../src/worker.js';

/** A job that has been started, for a test to end. */
interface Started {
  readonly job: Job;
  readonly end: (result?: JobResult) => void;
}

/** A job type whose jobs run until a test ends them or they are aborted. */
const makeHeldJobType = () => {
  const started: Started[] = [];
  const waiting = new Set<() => void>();
  const run = (job: Job, { signal }: JobContext): Promise<JobResult> =>
    new Promise((resolve, reject) => {
      started.push({
        job,
        end: (result = { exit_status: 0 }) => {
          resolve(result);
        },
      });
      signal.addEventListener('abort', () => {
        reject(jobAborted('run'));
      });
      for (const wake of waiting) wake();
    });
  const jobType: JobType = defineJobType({
    type: 'held',
    parameters: t.UnknownRecord,
    run: (_job, context, given) => run(given, context),
  });
  /** Settles when so many jobs have been started. */
  const hasStarted = async (count: number): Promise<readonly Started[]> => {
    while (started.length < count) await new Promise<void>((wake) => waiting.add(wake));
    return started;
  };
  return { jobType, hasStarted, started };
};

const job = { job_id: 'demo/held', type: 'held', worker: 'core', payload: 'x', enabled: true };

/** A worker under way, with a queue and a job type that a test holds in its hands. */
const startWorker = async (overrides: Partial<Worker> = {}) => {
  const temporaryRoot = await mkdtemp(path.join(tmpdir(), 'worker-test-'));
  const [stop, abort] = [new AbortController(), new AbortController()];
  const clock = makeFakeClock();
  const logger = makeCapturingLogger();
  const queue = makeMemoryQueue(clock);
  const held = makeHeldJobType();
  const performed: DueActions[] = [];
  let runs = 0;
  const worker: Worker = {
    queue,
    jobs: makeInMemoryJobStore({
      'demo/held': job,
      'demo/once': { ...job, job_id: 'demo/once', max_tries: 1 },
    }),
    jobTypes: makeJobTypeRegistry([held.jobType]),
    realm: {
      realm: 'dev',
      s3_payloads: 's3://b/payloads',
      s3_temp: 's3://b/tmp',
      on_success: [{ action: 'log' }],
    },
    run: {
      worker: 'core',
      temporaryRoot,
      state: makeInMemoryStateLookup(),
      renderer: makeFakeTemplateRenderer(),
      clock,
      host: { uid: 1000, gid: 1000 },
      logger,
      environment: {},
      newId: () => 'unused',
      actions: (due) => {
        performed.push(due);
        return Promise.resolve();
      },
    },
    threads: 2,
    retries: 2,
    visibilityMs: 60_000,
    stop: stop.signal,
    abort: abort.signal,
    ...overrides,
  };
  const working = work(worker);
  return {
    ...held,
    queue,
    clock,
    logger,
    performed,
    stop,
    abort,
    working,
    /** Dispatches a job as lava does. */
    dispatch: (changes: Readonly<Record<string, unknown>> = {}) => {
      runs += 1;
      const ts_dispatch = '2026-11-23T09:05:00Z';
      const message = {
        realm: 'dev',
        worker: 'core',
        job_id: 'demo/held',
        run_id: `run-${runs}`,
        ts_dispatch,
      };
      queue.send(JSON.stringify({ ...message, ...changes }));
    },
    /** Stops the worker and asserts that it has left nothing behind. */
    finish: async () => {
      stop.abort();
      await working;
      assert.deepEqual(await readdir(temporaryRoot), []);
      assert.equal(clock.pendingCount(), 0);
      await rm(temporaryRoot, { recursive: true });
    },
    warnings: () => logger.entries.map(({ message }) => message),
  };
};

/** Settles when it is so; the test runner ends a test for which it never is. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await settled(1);
};

/** Lets happen what can happen without time going by. */
const settled = async (turns = 20): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};

describe('a worker', () => {
  it('runs the job that a message names, with what the message adds, and deletes the message', async () => {
    const worker = await startWorker();
    worker.dispatch({ parameters: { a: 1 }, globals: { g: 2 } });
    const [started] = await worker.hasStarted(1);
    assert.equal(started?.job.run_id, 'run-1');
    assert.deepEqual(started.job.parameters, { a: 1 });
    assert.equal(started.job.globals['g'], 2);
    assert.equal(worker.queue.size(), 1);
    started.end();
    await until(() => worker.queue.size() === 0);
    assert.deepEqual(
      worker.performed.map(({ occasion, actions }) => [occasion, actions]),
      [['on_success', [{ action: 'log' }]]],
    );
    await worker.finish();
  });

  it('runs so many jobs at once and takes no more messages meanwhile', async () => {
    const worker = await startWorker();
    for (let count = 0; count < 3; count += 1) worker.dispatch();
    const [first, second] = await worker.hasStarted(2);
    await settled();
    assert.equal(worker.started.length, 2);
    first?.end();
    const [, , third] = await worker.hasStarted(3);
    second?.end();
    third?.end();
    await until(() => worker.queue.size() === 0);
    await worker.finish();
  });

  it('hides a message for as long as its job runs', async () => {
    const worker = await startWorker();
    worker.dispatch();
    const [started] = await worker.hasStarted(1);
    // Ten times the time for which a message is hidden: unless it was hidden again, the job would be started again.
    for (let minute = 0; minute < 20; minute += 1) await worker.clock.advance(30_000);
    assert.equal(worker.started.length, 1);
    started?.end();
    await worker.finish();
  });

  for (const [what, changes, reason] of [
    ['has keys that it must not have', { extra: 1 }, 'Bad dispatch message: Unexpected keys: extra'],
    ['is not complete', { run_id: undefined }, 'Bad dispatch message'],
    ['is for another worker', { worker: 'other' }, 'job demo/held is for worker other of realm dev'],
    ['is for another realm', { realm: 'prod' }, 'job demo/held is for worker core of realm prod'],
    ['names no job', { job_id: 'demo/none' }, 'No such job: demo/none'],
  ] as const)
    it(`drops a message that ${what}`, async () => {
      const worker = await startWorker();
      worker.dispatch(changes);
      await until(() => worker.queue.size() === 0);
      assert.deepEqual(worker.warnings(), [`A message is dropped: ${reason}`]);
      await worker.finish();
    });

  it('drops a message that is no JSON', async () => {
    const worker = await startWorker();
    worker.queue.send('not JSON');
    await until(() => worker.queue.size() === 0);
    assert.deepEqual(worker.warnings(), ['A message is dropped: Bad dispatch message']);
    await worker.finish();
  });

  it('drops a message that has come too often, and one that its job lets come once', async () => {
    for (const [changes, receptions, reason] of [
      [{}, 3, 'received 4 times'],
      [{ job_id: 'demo/once' }, 1, 'job demo/once was tried 1 times'],
    ] as const) {
      const clock = makeFakeClock();
      const worker = await startWorker();
      worker.stop.abort();
      await worker.working;
      worker.dispatch(changes);
      const { signal } = new AbortController();
      for (let count = 0; count < receptions; count += 1) await worker.queue.receive(0, signal);
      const again = await startWorker({ queue: worker.queue });
      await until(() => worker.queue.size() === 0);
      assert.deepEqual(again.warnings(), [`A message is dropped: ${reason}`]);
      await again.finish();
      await worker.finish();
      assert.equal(clock.pendingCount(), 0);
    }
  });

  it('that is told to stop lets its jobs end, and takes no more', async () => {
    const worker = await startWorker();
    worker.dispatch();
    const [started] = await worker.hasStarted(1);
    worker.stop.abort();
    worker.dispatch();
    await settled();
    assert.equal(worker.started.length, 1);
    started?.end();
    await worker.working;
    assert.equal(worker.queue.size(), 1);
    await worker.finish();
  });

  it('that is aborted stops its jobs and leaves their messages in the queue, without actions', async () => {
    const worker = await startWorker();
    worker.dispatch();
    await worker.hasStarted(1);
    worker.stop.abort();
    worker.abort.abort();
    await worker.working;
    assert.equal(worker.queue.size(), 1);
    assert.deepEqual(worker.performed, []);
    await worker.finish();
  });

  it('goes on after the queue has failed, and leaves a message whose job cannot be looked up', async () => {
    const clock = makeFakeClock();
    const queue = makeMemoryQueue(clock);
    let failures = 0;
    const jobs = {
      find: () => TE.left(Object.assign(new Error('no answer'), noAnswer)),
    };
    const worker = await startWorker({
      jobs,
      queue: {
        ...queue,
        receive: (visibilityMs, signal) => {
          failures += 1;
          return failures === 1
            ? Promise.reject(new Error('no such queue'))
            : queue.receive(visibilityMs, signal);
        },
      },
    });
    queue.send(
      JSON.stringify({
        realm: 'dev',
        worker: 'core',
        job_id: 'a',
        run_id: 'r',
        ts_dispatch: '2026-11-23T09:05:00Z',
      }),
    );
    await worker.clock.whenPending();
    await worker.clock.advance(5000);
    await until(() => worker.warnings().length === 2);
    assert.deepEqual(worker.warnings(), [
      'Cannot receive: Error: no such queue',
      'A message is left in the queue: Error: no answer',
    ]);
    assert.equal(queue.size(), 1);
    await worker.finish();
  });
});

const noAnswer = {
  _tag: 'Unavailable' as const,
  code: 'test.down',
  retryable: true,
  details: {},
};
