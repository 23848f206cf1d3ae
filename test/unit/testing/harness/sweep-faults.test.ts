import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import {
  defineJobType,
  fromPromise,
  inputFailed,
  type JobContext,
  jobAborted,
  type JobError,
  jobError,
  type JobResult,
  type JobType,
  taggedError,
  toPromise,
} from '../../../../src/index.js';
import {
  type HarnessPorts,
  makeJobHarness,
  makeTestJob,
  sweepFaults,
  type SweepOptions,
  type SweepReport,
} from '../../../../src/testing/index.js';

type Work = (ports: HarnessPorts, context: JobContext) => Promise<unknown>;

/** A job type that does the work, and tells its failures as a job type has to. */
const makeJobType =
  (work: Work) =>
  (ports: HarnessPorts): JobType =>
    defineJobType({
      type: 'swept',
      parameters: t.UnknownRecord,
      run: async (_job, context) => {
        try {
          await work(ports, context);
          return { exit_status: 0 };
        } catch (cause) {
          if (context.signal.aborted) throw jobAborted('work', cause);
          throw jobError('StartError', {
            code: 'swept.failed',
            message: String(cause),
            details: { program: 'p', reason: 'r' },
          });
        }
      },
    });

/** Asks for a secret, and for the state. */
const asksTwice: Work = async ({ secrets, state }, { realm, signal }) => {
  await toPromise(secrets.find('/s', { signal }));
  await toPromise(state.find({ realm: realm.realm, stateIds: ['a'] }, { signal }));
};

const sweep = (work: Work, options: Partial<SweepOptions> = {}): Promise<SweepReport> =>
  sweepFaults({
    job: makeTestJob({ type: 'swept' }),
    makeHarness: (faults) => makeJobHarness({ faults, makeJobType: makeJobType(work) }),
    ...options,
  });

/** Makes harnesses of a job type that does something of its own with its errors. */
const spoiledHarness =
  (work: Work, onError: (error: JobError) => E.Either<JobError, JobResult>): SweepOptions['makeHarness'] =>
  (faults) =>
    makeJobHarness({
      faults,
      makeJobType: (ports) => {
        const jobType = makeJobType(work)(ports);
        return {
          ...jobType,
          run: (job, context) => async () => {
            const result = await jobType.run(job, context)();
            return E.isLeft(result) ? onError(result.left) : result;
          },
        };
      },
    });

describe('sweepFaults', () => {
  it('has nothing to say of a job type that is in order, and has tried every call', async () => {
    const kinds: string[] = [];
    const report = await sweep(asksTwice, {
      check: ({ kind, method, nth, reached, result }) => {
        expect(reached).toBe(true);
        kinds.push(`${kind} ${method}#${nth}: ${E.isLeft(result) ? result.left._tag : 'ok'}`);
      },
    });
    expect(report).toEqual({ calls: ['secrets.find#1', 'state.find#1'], runs: 12, findings: [] });
    expect(kinds).toEqual([
      'fails secrets.find#1: StartError',
      'fails state.find#1: StartError',
      'stays away secrets.find#1: StartError',
      'stays away state.find#1: StartError',
      'loses its answer secrets.find#1: StartError',
      'loses its answer state.find#1: StartError',
      'is late secrets.find#1: ok',
      'is late state.find#1: ok',
      'hangs secrets.find#1: JobAbortedError',
      'hangs state.find#1: JobAbortedError',
      'sees an abort secrets.find#1: JobAbortedError',
      'sees an abort state.find#1: JobAbortedError',
    ]);
  });

  it('finds what is left after a fault', async () => {
    const { findings } = await sweep(
      async (ports, context) => {
        const cancel = context.clock.schedule(10_000_000, () => undefined);
        await asksTwice(ports, context);
        cancel();
      },
      { kinds: ['fails'] },
    );
    expect(findings).toEqual(['secrets.find#1 fails: left timers: 1', 'state.find#1 fails: left timers: 1']);
  });

  it('finds errors that are not in order, and phases without an end', async () => {
    const { findings } = await sweep(asksTwice, {
      kinds: ['fails'],
      makeHarness: spoiledHarness(
        async ({ state }, { events, signal }) => {
          const about = { runId: 'r', jobId: 'j', epochMs: 0, phase: 'pull' } as const;
          events({ ...about, kind: 'phase-started' });
          await toPromise(state.find({ realm: 'r', stateIds: [] }, { signal }));
          events({ ...about, kind: 'phase-ended', durationMs: 0, outcome: 'ok' });
        },
        (error) => E.left(Object.assign(error, { code: 'oops', message: '' })),
      ),
    });
    expect(findings).toEqual([
      'state.find#1 fails: gave an error without a message',
      'state.find#1 fails: gave an error with the code "oops"',
      'state.find#1 fails: did not end the phase pull',
    ]);
  });

  it('finds a job type that rejects', async () => {
    const { findings } = await sweep(asksTwice, {
      kinds: ['fails'],
      makeHarness: spoiledHarness(asksTwice, () => {
        throw new Error('not caught');
      }),
    });
    expect(findings).toEqual([
      'secrets.find#1 fails: the run rejected: Error: not caught',
      'state.find#1 fails: the run rejected: Error: not caught',
    ]);
  });

  it('finds a run that was aborted and says something else', async () => {
    const blames: Work = async (ports, context) => {
      try {
        await asksTwice(ports, context);
      } catch (cause) {
        throw inputFailed('/s', taggedError('Unavailable', { code: 'x.y', message: String(cause) }));
      }
    };
    const makeHarness: SweepOptions['makeHarness'] = (faults) =>
      makeJobHarness({
        faults,
        makeJobType: (ports) => ({
          ...makeJobType(asksTwice)(ports),
          run: (_job, context) => fromPromise(async () => (await blames(ports, context), { exit_status: 0 })),
        }),
      });
    const { findings } = await sweep(blames, { makeHarness, kinds: ['hangs', 'sees an abort'] });
    expect(findings).toHaveLength(4);
    expect(findings[0]).toMatch(
      /^secrets.find#1 hangs: was aborted and gave a InputError, not a JobAbortedError: Cannot read \/s: /,
    );
  });

  it('finds a stream out of the object store that stays open', async () => {
    const opens: Work = async ({ objects }, { signal }) =>
      toPromise(objects.get({ bucket: 'b', key: 'k' }, { signal }));
    const { findings } = await sweep(opens, {
      kinds: ['is late'],
      makeHarness: (faults) =>
        makeJobHarness({ faults, objects: { 's3://b/k': 'content' }, makeJobType: makeJobType(opens) }),
    });
    expect(findings).toEqual(['objects.get#1 is late: left openStreams: 1']);
  });

  it('finds a job type that does not end, and goes on', async () => {
    const { findings } = await sweep(
      async ({ secrets, state }, { signal }) => {
        await toPromise(secrets.find('a', { signal: new AbortController().signal }));
        await toPromise(state.find({ realm: 'r', stateIds: [] }, { signal }));
      },
      { kinds: ['hangs'], limitMs: 100 },
    );
    expect(findings).toEqual(['secrets.find#1 hangs: the run did not end in 100 ms']);
  });

  it('tells what the check of the caller finds, and keeps to its exceptions', async () => {
    const { findings, runs } = await sweep(asksTwice, {
      kinds: ['fails', 'is late'],
      except: ({ kind, method }) => {
        if (kind === 'is late') return { reason: 'nothing comes late here' };
        return method === 'state.find' ? { reason: 'a timer may stay', mayLeave: ['timers'] } : undefined;
      },
      check: ({ method, harness }) => {
        if (method === 'state.find') harness.context.clock.schedule(1, () => undefined);
        throw new Error('not as I like it');
      },
    });
    expect(runs).toBe(2);
    expect(findings).toEqual([
      'secrets.find#1 fails: not as I like it',
      'state.find#1 fails: not as I like it',
    ]);
  });

  it('wants a job that succeeds, or fails where that is said, when nothing goes wrong', async () => {
    await expect(sweep(() => Promise.reject(new Error('always')))).rejects.toThrow(
      'fails when nothing goes wrong',
    );
    await expect(sweep(asksTwice, { fails: true })).rejects.toThrow('succeeds when nothing goes wrong');
  });
});
