import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { askEngine, engineClient } from '../../scripts/lib/engine-client.mjs';
import { waitFor } from '../../scripts/lib/wait-for.mjs';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import type { Clock, JobRun } from '../../src/index.js';
import { shellJob, withPlainWorker, type PlainWorker } from '../support/plain-worker.js';
import { whyNoSecondEngine, withSecondEngine, type SecondEngine } from './second-engine.js';

const reason = whyNoSecondEngine();
const title = `a docker job whose engine ends${reason === '' ? '' : ` (left out: ${reason})`}`;

/** Says so many numbered lines, says that it is ready, and goes on when it finds a file in the run's directory. */
const program = `i=0; while [ $i -lt 2000 ]; do echo "line $i"; i=$((i+1)); done
echo ready >&2
while [ ! -e $LAVA_TMP/go ]; do sleep 0.1; done
while [ $i -lt 4000 ]; do echo "line $i"; i=$((i+1)); done
printf 'no newline at the end'; exit 7`;

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');

const containersOn = async (engine: SecondEngine): Promise<readonly unknown[]> =>
  (await askEngine(engineClient(engine.server), {
    method: 'GET',
    path: '/containers/json',
    query: { all: '1' },
  })) as readonly unknown[];

/** The process of the only container. */
const programOf = async (engine: SecondEngine): Promise<number> => {
  const [only] = (await containersOn(engine)) as readonly { readonly Id: string }[];
  const path = `/containers/${only?.Id ?? ''}/json`;
  const found = (await askEngine(engineClient(engine.server), { method: 'GET', path })) as {
    readonly State: { readonly Pid: number };
  };
  return found.State.Pid;
};

interface UnderWay {
  readonly runId: string;
  readonly ended: Promise<JobRun>;
  readonly go: () => Promise<void>;
}

/** Longer than any test, and unlike any other time of a run. */
const timeoutMs = 420_000;

/** A clock that tells when a job's timeout begins, which is when its start has been confirmed. */
const watchedClock = (onTimeoutBegins: () => void): Clock => {
  const clock = makeSystemClock();
  return {
    ...clock,
    schedule: (delayMs, callback) => {
      if (delayMs === timeoutMs) onTimeoutBegins();
      return clock.schedule(delayMs, callback);
    },
  };
};

/** Starts the job and waits until its container is ready, and until the engine has told that it is started. */
const startUntilReady = async (worker: PlainWorker, signal?: AbortSignal): Promise<UnderWay> => {
  const runId = randomUUID();
  let stderr = '';
  let started = false;
  const ended = worker.run(shellJob(program, { timeout: timeoutMs / 1000 }), {
    dispatch: { run_id: runId },
    clock: watchedClock(() => (started = true)),
    ...(signal === undefined ? {} : { signal }),
    events: (event) => {
      if (event.kind === 'output' && event.stream === 'stderr') stderr += Buffer.from(event.bytes).toString();
    },
  });
  await Promise.race([
    waitFor('the container to be ready', () => started && stderr.includes('ready'), { timeoutMs: 60_000 }),
    ended.then((run) => Promise.reject(new Error(`It ended early: ${JSON.stringify(run)}`))),
  ]);
  return { runId, ended, go: () => worker.touch(runId, 'go') };
};

/** Starts an engine that has been away, and waits until the worker watches its container again. */
const startAndWatch = async (engine: SecondEngine): Promise<void> => {
  const waits = (): number => engine.requests(/^POST .*\/wait\b/);
  const before = waits();
  await engine.start();
  await waitFor('the worker to watch its container again', () => waits() > before, { timeoutMs: 60_000 });
};

/** Compares a log without the word that says that the container is ready: the two streams may come in any order. */
const expectLog = (log: string | undefined, expected: string): void => {
  const stdout = (log ?? '').replace('ready\n', '');
  // A difference of thousands of lines is no good message.
  const ends = (text: string): readonly unknown[] => [text.length, text.slice(0, 100), text.slice(-100)];
  expect(ends(stdout)).toEqual(ends(expected));
  expect(stdout === expected).toBe(true);
};

/** How the log of a run is told to be. */
const isComplete = (run: JobRun): unknown =>
  run.status === 'failed' && (run.error.data?.details?.['log'] as { readonly complete?: unknown }).complete;

describe.skipIf(reason !== '')(title, () => {
  // With live-restore the container runs on, and the engine's log has what the attachment has missed.
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s with live-restore ends as its container does, with its whole log',
    async (signal) => {
      await withSecondEngine({ liveRestore: true }, (second) =>
        withPlainWorker({ server: second.server }, async (worker) => {
          const { runId, ended, go } = await startUntilReady(worker);
          await second.kill(signal);
          await startAndWatch(second);
          await go();
          const run = await ended;
          expect(run).toMatchObject({
            status: 'failed',
            error: { code: 'container.failed', data: { exit_status: 7, outcome: 'exited' } },
          });
          expectLog(worker.logOf(runId), `${lines(4000)}no newline at the end`);
          expect(isComplete(run)).toBe(true);
          expect(await containersOn(second)).toEqual([]);
          expect(await worker.leftovers()).toEqual([]);
        }),
      );
    },
  );

  it('and whose own log driver cannot be read has its whole log all the same', async () => {
    await withSecondEngine({ liveRestore: true, settings: { 'log-driver': 'none' } }, (second) =>
      withPlainWorker({ server: second.server }, async (worker) => {
        const { runId, ended, go } = await startUntilReady(worker);
        await second.kill('SIGKILL');
        await startAndWatch(second);
        await go();
        const run = await ended;
        expectLog(worker.logOf(runId), `${lines(4000)}no newline at the end`);
        expect(isComplete(run)).toBe(true);
      }),
    );
  });

  it('and whose container ends while it is away has the outcome, and a log that may not be complete', async () => {
    await withSecondEngine({ liveRestore: true }, (second) =>
      withPlainWorker({ server: second.server }, async (worker) => {
        const { runId, ended, go } = await startUntilReady(worker);
        const pid = await programOf(second);
        await second.kill('SIGKILL');
        await go();
        await waitFor('the program to end', () => !existsSync(`/proc/${pid}`), { timeoutMs: 30_000 });
        await second.start();
        const run = await ended;
        expect(run).toMatchObject({ error: { data: { exit_status: 7, outcome: 'exited' } } });
        // The engine keeps what was written before it went; what came after is for it to find.
        expect(worker.logOf(runId)).toContain(lines(2000).slice(-1000));
        expect(isComplete(run)).toBe(false);
        expect(await containersOn(second)).toEqual([]);
      }),
    );
  });

  // An engine that ends in order stops its containers; one that was killed does so when it starts again.
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s without live-restore ends as inspect says, with its log until then',
    async (signal) => {
      await withSecondEngine({ liveRestore: false }, (second) =>
        withPlainWorker({ server: second.server }, async (worker) => {
          const { runId, ended } = await startUntilReady(worker);
          await second.kill(signal);
          await second.start();
          expect(await ended).toMatchObject({
            status: 'failed',
            error: { code: 'container.failed', data: { exit_status: 137, outcome: 'signalled' } },
            result: { error_data: { error: 'Ended by SIGKILL' } },
          });
          expectLog(worker.logOf(runId), lines(2000));
          expect(await containersOn(second)).toEqual([]);
          expect(await worker.leftovers()).toEqual([]);
        }),
      );
    },
  );

  it('and is away while the job is aborted stops the container when it is back', async () => {
    await withSecondEngine({ liveRestore: true }, (second) =>
      withPlainWorker({ server: second.server, options: { stopGraceMs: 1000 } }, async (worker) => {
        const controller = new AbortController();
        const { runId, ended } = await startUntilReady(worker, controller.signal);
        await second.kill('SIGKILL');
        controller.abort();
        await second.start();
        expect(await ended).toMatchObject({ status: 'failed', error: { _tag: 'JobAbortedError' } });
        expectLog(worker.logOf(runId), lines(2000));
        expect(await containersOn(second)).toEqual([]);
        expect(await worker.leftovers()).toEqual([]);
      }),
    );
  });

  it('for good is lost after the time that it has to come back, and its log until then is stored', async () => {
    await withSecondEngine({ liveRestore: false }, (second) =>
      withPlainWorker({ server: second.server, runtime: { reconnectWindowMs: 500 } }, async (worker) => {
        const { runId, ended } = await startUntilReady(worker);
        await second.kill('SIGKILL');
        const run = await ended;
        expect(run).toMatchObject({
          status: 'failed',
          error: {
            _tag: 'RunLostError',
            code: 'container.lost',
            data: { exit_status: 255, outcome: 'lost' },
          },
          result: { error_data: { details: { log: { complete: false } } } },
        });
        expect(run.status === 'failed' && run.error.message).toMatch(
          /^Nobody can tell how the container ended: Cannot reach the container engine at unix:/,
        );
        expectLog(worker.logOf(runId), lines(2000));
        expect(await worker.leftovers()).toEqual([]);
        // So that what the engine started ends with it.
        await second.start();
      }),
    );
  });
});
