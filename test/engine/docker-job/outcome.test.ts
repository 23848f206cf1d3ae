import { readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { describeCases } from '../../support/describe-cases.js';
import { makeFailingObjectStore } from '../../support/failing-object-store.js';
import { makeHandClock } from '../../support/hand-clock.js';
import type { Bench, BenchSetup, Ended } from '../../support/job-bench.js';
import { endWithoutMemory, outOfMemoryScript } from '../../support/out-of-memory.js';
import { containerOf, errorOf, failureOf } from '../../support/run-results.js';
import { endlessCommand } from '../../support/scripts.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const { registry } = engineUnderTest();

/** A number as the AWS SDK's document client gives it when it is told to lose no digit. */
class NumberValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/**
 * Runs a container that does not end, waits until its timeout runs, and lets it be over; so a timeout of ten minutes is
 * seen without ten minutes of waiting.
 */
const runToTimeout = async (
  { start, engine }: Bench,
  clock: ReturnType<typeof makeHandClock>,
  parameters: Readonly<Record<string, unknown>>,
  milliseconds: number,
): Promise<Ended> => {
  const running = start({ parameters: { command: endlessCommand, ...parameters } }, { clock });
  await waitFor(`a timer of ${milliseconds} ms`, () => clock.running().includes(milliseconds), {
    timeoutMs: 30_000,
  });
  // The time of the pull and of the start does not count.
  expect(engine.requestsTo('POST', /\/start$/).map((request) => request.status())).toEqual([204]);
  await running.container();
  clock.ring(milliseconds);
  return running.ended;
};

/** What a timeout of so many seconds ends with. */
const timedOut = (seconds: string) => ({
  error: `Failed with exit status 28: timed out after ${seconds}`,
  exit_status: 28,
  error_data: { exit_status: 28, error: `Timed out after ${seconds}`, outcome: 'timed-out' },
});

const timeoutCase = (
  bench: (setup: BenchSetup, test: (bench: Bench) => Promise<void>) => Promise<void>,
  setup: BenchSetup,
  parameters: Readonly<Record<string, unknown>>,
  milliseconds: number,
  seconds: string,
): Promise<void> =>
  bench(setup, async (made) => {
    const ended = await runToTimeout(made, makeHandClock(), parameters, milliseconds);
    expect(failureOf(ended)).toMatchObject(timedOut(seconds));
    expect(ended.log).toBe('begun\n');
  });

describeCases('the outcome of a docker job', [], ({ bench }) => {
  it('case 51: a program that is not there fails the job, and the container that was made is removed', () =>
    bench(async ({ run, engine, objects }) => {
      const ended = await run({ parameters: { command: 'no-such-program' } });
      expect(failureOf(ended)).toEqual({
        error: expect.stringMatching(
          new RegExp(`^Cannot run container from image ${registry}/img:1: .*no-such-program.*not found`),
        ) as string,
        error_data: null,
      });
      expect(errorOf(ended)).toMatchObject({ _tag: 'StartError', details: { exitStatus: 127 } });
      expect(containerOf(ended).State.Status).toBe('created');
      expect(engine.requestsTo('DELETE', /^\/containers\//).map((request) => request.status())).toEqual([
        204,
      ]);
      expect(objects.objects.size).toBe(0);
    }));

  it('case 52: a container that ignores SIGTERM is stopped at its timeout, then killed, and its log is stored', () =>
    bench(async ({ run, engine }) => {
      const command = `sh -c 'trap "echo asked to end" TERM; echo partial; while :; do sleep 0.1; done'`;
      const ended = await run({ parameters: { command, timeout: '2s' } });
      expect(failureOf(ended)).toMatchObject({
        ...timedOut('2 seconds'),
        error_data: {
          ...timedOut('2 seconds').error_data,
          output: `s3://b/tmp/demo/d/${ended.runId}/logs`,
        },
      });
      // SIGTERM came, and SIGKILL ended it.
      expect(ended.log).toBe('partial\nasked to end\n');
      expect(containerOf(ended).State).toMatchObject({ Status: 'exited', ExitCode: 137 });
      expect(engine.requestsTo('POST', /\/stop$/).map(({ query }) => query.get('t'))).toEqual(['10']);
    }));

  it('case 52: a program that itself exits with 28 has not timed out', () =>
    bench(async ({ run }) => {
      const { error, error_data } = failureOf(await run({ parameters: { command: 'sh -c "exit 28"' } }));
      expect(error).toBe('Failed with exit status 28');
      expect(error_data).toMatchObject({ exit_status: 28, outcome: 'exited' });
    }));

  it.each([[0], ['0'], [-1], ['-1'], ['abc'], ['1h30m'], ['']])(
    'case 53: the timeout %j is refused before the engine is called',
    (timeout) =>
      bench(async ({ run, engine }) => {
        const { error, error_data } = failureOf(await run({ parameters: { timeout } }));
        expect(error).toMatch(/^Bad job parameters: timeout: /);
        expect(error_data).toBeNull();
        expect(engine.requests).toEqual([]);
      }),
  );

  it.each([
    ['that is absent', undefined, 600_000, '600 seconds'],
    ['null', null, 600_000, '600 seconds'],
    ['1.5', 1.5, 1500, '1.5 seconds'],
    ['"1.5m"', '1.5m', 90_000, '90 seconds'],
    ['" 2 s "', ' 2 s ', 2000, '2 seconds'],
    ['2, wrapped as DynamoDB has it,', new NumberValue('2'), 2000, '2 seconds'],
    ['2n', 2n, 2000, '2 seconds'],
  ])(
    'case 53: a timeout %s ends the container after its time from the start',
    (_, timeout, milliseconds, seconds) => timeoutCase(bench, {}, { timeout }, milliseconds, seconds),
  );

  it('case 54: the variable LAVA_DOCKER_TIMEOUT of the worker wins over the configuration of the realm', () =>
    timeoutCase(
      bench,
      {
        realm: { config: { docker_timeout: '5m' } },
        worker: { environment: { LAVA_DOCKER_TIMEOUT: '1s' } },
      },
      {},
      1000,
      '1 second',
    ));

  it('case 54: without the variable the configuration of the realm gives the timeout', () =>
    timeoutCase(bench, { realm: { config: { docker_timeout: '5m' } } }, {}, 300_000, '300 seconds'));

  it('case 56: a container that is killed for lack of memory fails, and the error says so', () =>
    bench(async ({ start }) => {
      const host_config = { mem_limit: '16m', memswap_limit: '16m' };
      const command = '/bin/sh -c';
      const running = start({
        parameters: { command, args: [outOfMemoryScript], jinja: false, host_config },
      });
      await endWithoutMemory((await running.container()).Id);
      const ended = await running.ended;
      expect(failureOf(ended)).toMatchObject({
        error: 'Failed with exit status 137: out of memory',
        error_data: { exit_status: 137, error: 'Out of memory', outcome: 'out-of-memory' },
      });
      expect(containerOf(ended).State).toMatchObject({ ExitCode: 137, OOMKilled: true });
    }));

  it.each([
    ['', 7, 'Failed with exit status 7'],
    [' of a success', 0, 'Cannot store the log at '],
  ])(
    'case 57: a log%s that cannot be stored leaves the exit status %i as it is, and is kept',
    (_, status, message) =>
      bench({ deps: { objects: makeFailingObjectStore() }, keepsLogs: true }, async ({ run }) => {
        const ended = await run({ parameters: { command: `sh -c "printf why; exit ${status}"` } });
        const { error, error_data: data } = failureOf(ended);
        expect(error.startsWith(message)).toBe(true);
        expect(data).toMatchObject({ exit_status: status, log_error: 'nothing may be stored here' });
        expect(data).not.toHaveProperty('output');
        expect(await readFile(data?.spool ?? '', 'utf8')).toBe('why');
      }),
  );
});
