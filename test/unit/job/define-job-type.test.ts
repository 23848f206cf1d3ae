import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { record } from '../../../src/job/decode/containers.js';
import { text, wholeNumber } from '../../../src/job/decode/scalars.js';
import { defineJobType, type JobTypeDefinition } from '../../../src/job/define-job-type.js';
import type { JobContext } from '../../../src/job/job-context.js';
import { badJob, jobError } from '../../../src/job/make-job-error.js';
import { fromPromise, runAsPromise, toPromise } from '../../../src/job/promise-bridge.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { PortError } from '../../../src/ports/port-error.js';
import { makeTestContext, makeTestJob } from '../../../src/testing/index.js';

const parameters = record({
  required: { greeting: text },
  optional: { times: wholeNumber },
  otherKeys: 'refuse',
});
type Greeting = JobTypeDefinition<{ readonly greeting: string; readonly times?: number }>;

const greet = (run: Greeting['run']) => defineJobType({ type: 'greet', parameters, run });
const job = makeTestJob({ type: 'greet', parameters: { greeting: 'hi', times: '2' } });
const inContext = async <A>(work: (context: JobContext) => Promise<A>): Promise<A> => {
  const context = makeTestContext();
  try {
    return await work(context);
  } finally {
    await context.dispose();
  }
};

describe('defineJobType', () => {
  it('refuses a definition without run at once, since nobody could tell later', () => {
    const run = undefined as unknown as Greeting['run'];
    expect(() => greet(run)).toThrow('Job type "greet" has no method "run": add it.');
  });

  it('gives decoded parameters to a run that is a task', async () => {
    const jobType = greet(({ parameters: { greeting, times } }) =>
      TE.right({ exit_status: 0, details: { said: `${greeting}${times ?? 1}` } }),
    );
    const result = await inContext((context) => jobType.run(job, context)());
    expect(result).toEqual(E.right({ exit_status: 0, details: { said: 'hi2' } }));
  });

  it('takes a run that is a Promise', async () => {
    const jobType = greet(() => Promise.resolve({ exit_status: 0 }));
    expect(await inContext((context) => runAsPromise(jobType, job, context))).toEqual({ exit_status: 0 });
  });

  it('does not run with parameters that are not acceptable, and reports every problem', async () => {
    let ran = false;
    const jobType = greet(() => {
      ran = true;
      return TE.right({ exit_status: 0 });
    });
    const bad = makeTestJob({ parameters: { times: 'often', extra: 1 } });
    const result = await inContext((context) => jobType.run(bad, context)());
    expect(ran).toBe(false);
    expect(E.isLeft(result) && result.left._tag).toBe('BadJobError');
    expect(E.isLeft(result) && result.left.message.split('\n')).toEqual([
      'Bad job parameters: Missing keys: greeting',
      '  parameters: Missing keys: greeting (found a map; allowed: a map with greeting)',
      '  parameters: Unexpected keys: extra (found "extra"; allowed: greeting, times)',
      '  parameters.times: times must be a whole number (found "often"; allowed: a whole number)',
    ]);
  });

  it('keeps a job error that a Promise rejects with', async () => {
    const error = jobError('StartError', {
      code: 'greet.no-voice',
      message: 'No voice',
      details: { program: 'greet', reason: 'no voice' },
    });
    const jobType = greet(() => Promise.reject(error));
    await expect(inContext((context) => runAsPromise(jobType, job, context))).rejects.toBe(error);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('boom'))],
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
  ])('turns what a run %s into an UnexpectedError', async (_how, run) => {
    const result = await inContext((context) => greet(run).run(job, context)());
    expect(E.isLeft(result) && [result.left._tag, result.left.message]).toEqual([
      'UnexpectedError',
      'Unexpected error: boom',
    ]);
  });

  it.each([
    ['rejects', () => (given: Promise<never>) => given],
    ['is a task that rejects inside', () => (given: Promise<never>) => fromPromise(() => given)],
  ])('is aborted when a run that was aborted %s', async (_how, makeRun) => {
    const controller = new AbortController();
    const jobType = greet(() => {
      controller.abort();
      return makeRun()(Promise.reject(new DOMException('This operation was aborted', 'AbortError')));
    });
    const result = await inContext((context) =>
      jobType.run(job, { ...context, signal: controller.signal })(),
    );
    expect(result).toMatchObject({
      left: { _tag: 'JobAbortedError', details: { phase: 'run' }, cause: { name: 'UnexpectedError' } },
    });
  });

  it('keeps the job error of a run that was aborted after its program had failed', async () => {
    const controller = new AbortController();
    const failed = jobError('ExitStatusError', {
      code: 'greet.failed',
      message: 'Failed',
      details: {},
      data: { exit_status: 1, outcome: 'exited' },
    });
    const jobType = greet(() => {
      controller.abort();
      return TE.left(failed);
    });
    const result = await inContext((context) =>
      jobType.run(job, { ...context, signal: controller.signal })(),
    );
    expect(result).toEqual(E.left(failed));
  });

  it('is aborted when a call of a port was, and keeps whether an error of a port may pass', async () => {
    const calls = (error: PortError) => greet(async () => toPromise(TE.left(error)));
    const [aborted, busy] = await inContext(async (context) => [
      await calls(taggedError('Aborted', { code: 'x.aborted', message: 'Aborted' })).run(job, context)(),
      await calls(taggedError('Unavailable', { code: 'x.busy', message: 'Busy', retryable: true })).run(
        job,
        context,
      )(),
    ]);
    expect(aborted).toMatchObject({ left: { _tag: 'JobAbortedError', cause: { _tag: 'Aborted' } } });
    expect(busy).toMatchObject({
      left: { _tag: 'UnexpectedError', retryable: true, cause: { code: 'x.busy' } },
    });
  });

  it('hands the job as it was given to a check', async () => {
    const seen: unknown[] = [];
    const jobType = defineJobType({
      type: 'greet',
      parameters,
      check: (decoded, _context, given) => {
        seen.push(decoded.parameters.times, given.parameters['times']);
        return E.right(undefined);
      },
      run: () => Promise.resolve({ exit_status: 0 }),
    });
    await inContext(async (context) => runAsPromise(jobType, job, context));
    expect(seen).toEqual([2, '2']);
  });

  it('checks the rest of a job with the check of its definition, before and in a run', async () => {
    const refused = badJob([{ path: 'payload', message: 'Bad payload', found: '""', allowed: 'text' }]);
    const jobType = defineJobType({
      type: 'greet',
      parameters,
      check: ({ payload }) => (payload === '' ? E.left(refused) : E.right(undefined)),
      run: () => Promise.resolve({ exit_status: 0 }),
    });
    const bad = { ...job, payload: '' };
    await inContext(async (context) => {
      expect(jobType.check?.(job, context)).toMatchObject({ _tag: 'Right' });
      expect(jobType.check?.(bad, context)).toEqual(E.left(refused));
      expect(await jobType.run(bad, context)()).toEqual(E.left(refused));
    });
  });

  it('does not run when the run is aborted already', async () => {
    const jobType = greet(() => {
      throw new Error('must not run');
    });
    const result = await inContext((context) =>
      jobType.run(job, { ...context, signal: AbortSignal.abort() })(),
    );
    expect(result).toMatchObject({ left: { _tag: 'JobAbortedError', details: { phase: 'start' } } });
  });

  it('hands the job as it was given to a run, for its templates', async () => {
    const jobType = greet((decoded, _context, given) => {
      expect([decoded.parameters.times, given.parameters['times']]).toEqual([2, '2']);
      return TE.right({ exit_status: 0 });
    });
    expect(await inContext((context) => jobType.run(job, context)())).toEqual(E.right({ exit_status: 0 }));
  });
});
