import { existsSync, readFileSync } from 'node:fs';

import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { isJobError } from '../../../src/job/make-job-error.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import {
  type FakeCall,
  type FakeClock,
  type FakeFault,
  makeFakeProgram,
} from '../../../src/testing/index.js';
import { dockerJob, errorOf, type Harness, logAddress, nothing, withHarness } from './docker-harness.js';

const unavailable = taggedError('Unavailable', { code: 'engine.test', message: 'gone', retryable: false });
const program = makeFakeProgram({ output: ['begun '], runs: 5000, exitStatus: 0 });
const job = dockerJob({ parameters: { docker: 'dk', command: 'run', timeout: '1m' } });

/** Lets time pass until a run has settled. One that never does runs into the time limit of its test. */
const settled = async <A>(running: Promise<A>, clock: FakeClock): Promise<A> => {
  const late = Symbol('late');
  for (;;) {
    await clock.advance(1000);
    if ((await Promise.race([running, Promise.resolve(late)])) !== late) return running;
  }
};

/** The calls that an undisturbed run makes, as `method#n`. */
const callsOfARun = async (): Promise<readonly string[]> => {
  let names: readonly string[] = [];
  await withHarness({ program }, async ({ run, engine, context }) => {
    const result = await settled(run(job), context.clock);
    if (E.isLeft(result)) throw result.left;
    names = engine.calls.map(nameOf);
  });
  return names;
};
const nameOf = ({ method, nth }: FakeCall): string => `${method}#${nth}`;

const calls = await callsOfARun();

/** The container's output is where it belongs, or in the spool: never nowhere. */
const outputIsSafe = ({ objects }: Harness, result: Awaited<ReturnType<Harness['run']>>): boolean => {
  if (objects.text(logAddress)?.startsWith('begun') === true) return true;
  const spool = E.isLeft(result) ? result.left.data?.spool : undefined;
  return spool !== undefined && existsSync(spool) && readFileSync(spool, 'utf8').startsWith('begun');
};

const hasWritten = ({ context }: Harness): boolean => context.captured.ofKind('output').length > 0;

/** Whatever happened: nothing is left, the error is one of the union, and no output is lost. */
const expectClean = (
  harness: Harness,
  result: Awaited<ReturnType<Harness['run']>>,
  lostContainer = false,
): void => {
  expect(harness.leftovers()).toEqual(
    lostContainer ? { ...nothing, containers: expect.any(Array) as unknown[] } : nothing,
  );
  if (E.isLeft(result)) expect(isJobError(result.left)).toBe(true);
  if (hasWritten(harness)) expect(outputIsSafe(harness, result)).toBe(true);
};

describe('a run with a fault at one call to the engine', () => {
  it('is swept over every call of a whole run', () => {
    expect(calls).toEqual(
      expect.arrayContaining([
        'connect#1',
        'pullImage#1',
        'createContainer#1',
        'attach#1',
        'start#1',
        'wait#1',
        'remove#1',
      ]),
    );
  });

  const faults: readonly (readonly [string, FakeFault])[] = [
    ['fails', { fault: 'fail', error: unavailable }],
    ['fails when the engine has done its part', { fault: 'fail', error: unavailable, when: 'after' }],
    ['is late', { fault: 'delay', ms: 3000 }],
  ];
  for (const [what, fault] of faults)
    it.each(
      calls.filter(
        (call) => !(fault.fault === 'fail' && fault.when === 'after' && call.startsWith('connect#')),
      ),
    )(
      // A connection whose answer is lost is nobody's but the adapter's.
      `cleans up when %s ${what}`,
      (target) =>
        withHarness(
          { program, engine: { faults: (call) => (nameOf(call) === target ? fault : undefined) } },
          async (harness) => {
            const result = await settled(harness.run(job), harness.context.clock);
            // Nobody can remove a container through an engine that does not answer, or whose name was lost with the answer.
            expectClean(harness, result, /^(remove|createContainer)#/.test(target));
          },
        ),
    );
});

describe('a run that is aborted', () => {
  it.each(calls)('while %s hangs ends, and cleans up', (target) =>
    withHarness(
      { program, engine: { faults: (call) => (nameOf(call) === target ? { fault: 'hang' } : undefined) } },
      async (harness) => {
        const running = harness.run(job);
        for (
          let turn = 0;
          turn < 100 && !harness.engine.calls.some((call) => nameOf(call) === target);
          turn += 1
        )
          await harness.context.clock.advance(100);
        harness.context.abort();
        const result = await settled(running, harness.context.clock);
        expectClean(harness, result, target.startsWith('remove#'));
        if (!/^(inspect|remove)#/.test(target)) expect(errorOf(result)._tag).toBe('JobAbortedError');
      },
    ),
  );
});
