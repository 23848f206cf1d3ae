import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { anyMap } from '../../../../src/job/decode/containers.js';
import type { JobContext } from '../../../../src/job/job-context.js';
import type { JobError } from '../../../../src/job/job-error.js';
import type { JobResult } from '../../../../src/job/job-result.js';
import { makeJobTypeRegistry } from '../../../../src/job/job-type-registry.js';
import type { JobType } from '../../../../src/job/job-type.js';
import type { Job } from '../../../../src/job/job.js';
import { badJob, jobAborted, jobError } from '../../../../src/job/make-job-error.js';
import type { JobRun } from '../../../../src/job/run-job/job-run.js';
import type { RunJobOptions } from '../../../../src/job/run-job/options.js';
import type { DueActions } from '../../../../src/job/run-job/perform-actions.js';
import { runJob } from '../../../../src/job/run-job/run-job.js';
import {
  makeCapturedEvents,
  makeCapturingLogger,
  makeFakeClock,
  makeFakeTemplateRenderer,
  makeInMemoryStateLookup,
} from '../../../../src/testing/index.js';

type Handler = (job: Job, context: JobContext) => TE.TaskEither<JobError, JobResult>;

const realm = { realm: 'dev', s3_payloads: 's3://b/payloads', s3_temp: 's3://b/tmp/' };
const spec = {
  job_id: 'demo/d',
  type: 'thing',
  worker: 'core',
  payload: 'img:1',
  enabled: true,
  parameters: { a: 1, b: 2 },
  globals: { g: 1 },
  'X-Note': 'kept',
};
const runId = '22222222-2222-4222-8222-222222222222';

let temporaryRoot = '';
beforeEach(async () => {
  temporaryRoot = await mkdtemp(join(tmpdir(), 'run-job-test-'));
});
afterEach(async () => {
  await rm(temporaryRoot, { recursive: true, force: true });
});

const setUp = (handler: Handler, overrides: Partial<RunJobOptions> = {}) => {
  const captured = makeCapturedEvents();
  const logger = makeCapturingLogger();
  const clock = makeFakeClock();
  const refused = badJob([
    { path: 'parameters', message: 'Refused', found: 'refused', allowed: 'anything else' },
  ]);
  const check: JobType['check'] = ({ parameters }) =>
    'refused' in parameters ? E.left(refused) : E.right(undefined);
  const registry = makeJobTypeRegistry([
    { type: 'thing', apiVersion: 1, parameters: anyMap, check, run: handler },
  ]);
  const options: RunJobOptions = {
    temporaryRoot,
    state: makeInMemoryStateLookup(),
    renderer: makeFakeTemplateRenderer(),
    clock,
    host: { uid: 1, gid: 2 },
    logger,
    environment: {},
    newId: () => runId,
    events: captured.sink,
    ...overrides,
  };
  const run = (job: unknown = spec): Promise<JobRun> => runJob(registry, job, realm, options)();
  return { captured, clock, logger, options, run };
};

const succeed: Handler = () => TE.right({ exit_status: 0, output: 's3://b/tmp/x' });
const exitError = (exitStatus: number): JobError =>
  jobError('ExitStatusError', {
    code: 'test.failed',
    message: `Failed with exit status ${exitStatus}`,
    details: {},
    data: { exit_status: exitStatus, outcome: 'exited' },
  });
const mustNotRun: Handler = () => {
  throw new Error('the handler must not run');
};

describe('runJob', () => {
  it('gives the handler the augmented job and its context', async () => {
    const seen: { readonly job: Job; readonly context: JobContext }[] = [];
    const { run } = setUp(
      (job, context) => {
        seen.push({ job, context });
        return succeed(job, context);
      },
      {
        dispatch: {
          run_id: 'r-1',
          ts_dispatch: '2026-11-23T20:04:00+11:00',
          parameters: { b: 3 },
          globals: { g: 2, lava: { master_job_id: 'parent', master_start: '2026-11-23T20:00:00+11:00' } },
        },
      },
    );
    expect(await run()).toEqual({
      status: 'complete',
      runId: 'r-1',
      result: { exit_status: 0, output: 's3://b/tmp/x', error: null },
    });
    const start = Date.UTC(2026, 10, 23, 9, 5);
    expect(seen[0]?.job).toMatchObject({
      job_id: 'demo/d',
      realm: 'dev',
      run_id: 'r-1',
      'X-Note': 'kept',
      parameters: { a: 1, b: 3 },
      ts_dispatch: { epochMs: Date.UTC(2026, 10, 23, 9, 4), zone: 660 },
      ts_start: { epochMs: start, zone: 'local' },
      ts_ustart: { epochMs: start, zone: 'utc' },
      globals: {
        g: 2,
        lava: {
          master_job_id: 'parent',
          parent_job_id: 'demo/d',
          master_start: { epochMs: Date.UTC(2026, 10, 23, 9, 0), zone: 660 },
          parent_start: { epochMs: start, zone: 'local' },
          iteration: 1,
        },
      },
    });
    expect(seen[0]?.context).toMatchObject({
      s3Temp: 's3://b/tmp/demo/d/r-1',
      temporaryDirectory: join(temporaryRoot, 'r-1'),
      devMode: false,
      host: { uid: 1, gid: 2 },
      state: 'imported',
    });
  });

  it('never changes the job that it is given', async () => {
    const frozen = deepFreeze(structuredClone({ ...spec, iteration_limit: 2, state: { s: 1 } }));
    const { run } = setUp(() => TE.left(exitError(1)));
    expect((await run(frozen)).status).toBe('failed');
  });

  it('makes the temporary directory with the mode that the umask leaves, and removes it with all its content', async () => {
    let mode = 0;
    const { run } = setUp((_job, { temporaryDirectory }) =>
      TE.tryCatch(
        async () => {
          mode = (await stat(temporaryDirectory)).mode & 0o777;
          await mkdir(join(temporaryDirectory, 'sub'));
          await writeFile(join(temporaryDirectory, 'sub', 'file'), 'x');
          return { exit_status: 0 };
        },
        () => exitError(1),
      ),
    );
    await run();
    const plain = join(temporaryRoot, 'plain');
    await mkdir(plain, { mode: 0o777 });
    expect(mode).toBe((await stat(plain)).mode & 0o777);
    await rm(plain, { recursive: true });
    expect(await readdir(temporaryRoot)).toEqual([]);
  });

  it('refuses a temporary directory that exists, and leaves it alone', async () => {
    await mkdir(join(temporaryRoot, runId));
    const result = await setUp(mustNotRun).run();
    expect(result).toMatchObject({ status: 'failed', error: { _tag: 'TemporaryDirectoryError' } });
    expect(result.result).toMatchObject({
      error: expect.stringContaining('Job temp dir already exists - possible dispatch overlap') as string,
    });
    expect(existsSync(join(temporaryRoot, runId))).toBe(true);
  });

  it.each(['../escape', '.', '..', 'a/b', ''])(
    'refuses the run id %j, which would lead elsewhere',
    async (bad) => {
      const result = await setUp(mustNotRun, { dispatch: { run_id: bad } }).run();
      expect(result).toMatchObject({ status: 'failed', error: { _tag: 'BadJobError' } });
      expect(await readdir(temporaryRoot)).toEqual([]);
    },
  );

  it.each([
    [{ ...spec, type: 'other' }, 'UnknownJobTypeError'],
    [{ ...spec, worker: undefined }, 'BadJobError'],
    ['not a job', 'BadJobError'],
  ])('fails for %j', async (job, tag) => {
    expect(await setUp(mustNotRun).run(job)).toMatchObject({ status: 'failed', error: { _tag: tag } });
    expect(await readdir(temporaryRoot)).toEqual([]);
  });

  it('checks the job before it looks up state or makes a directory', async () => {
    const state = makeInMemoryStateLookup();
    const { run } = setUp(mustNotRun, { state });
    const result = await run({ ...spec, parameters: 'none', state: { s: 1 } });
    expect(result).toMatchObject({ status: 'failed', error: { _tag: 'BadJobError' } });
    expect([state.lookups, await readdir(temporaryRoot)]).toEqual([[], []]);
  });

  it('refuses a job for another worker', async () => {
    const result = await setUp(mustNotRun, { worker: 'edge' }).run();
    expect(result).toMatchObject({ status: 'failed', error: { _tag: 'BadJobError' } });
  });

  describe('skips', () => {
    it.each([
      [{ ...spec, enabled: false }],
      [{ ...spec, enabled: undefined }],
      [{ ...spec, enabled: 'false' }],
    ])('a job that is not enabled: %j', async (job) => {
      const { run, captured } = setUp(mustNotRun);
      expect(await run(job)).toEqual({ status: 'skipped', reason: 'Not enabled', result: {}, runId });
      expect(captured.all.map(({ kind }) => kind)).toEqual(['skipped']);
    });

    it('a job whose enabled renders to something other than true', async () => {
      const renderer = makeFakeTemplateRenderer((template) => (template === '{{ on }}' ? ' True\n' : 'no'));
      expect((await setUp(succeed, { renderer }).run({ ...spec, enabled: '{{ on }}' })).status).toBe(
        'complete',
      );
      expect((await setUp(mustNotRun, { renderer }).run({ ...spec, enabled: '{{ off }}' })).status).toBe(
        'skipped',
      );
    });
  });

  describe('rejects', () => {
    it.each([
      [{ iteration_limit: 11 }, 'iteration_limit of 11 exceeds the maximum of 10'],
      [{ iteration_limit: 0 }, 'iteration_limit of 0 is below 1'],
      [{ iteration_delay: '6m' }, 'iteration_delay of 360 seconds exceeds the maximum of 300 seconds'],
      [{ max_run_delay: '30s' }, 'Run delay of 60 seconds exceeds max_run_delay of 30 seconds'],
    ])('a job with %j', async (fields, reason) => {
      const dispatch = { ts_dispatch: '2026-11-23T09:04:00Z' };
      const { run, captured } = setUp(mustNotRun, { dispatch });
      expect(await run({ ...spec, ...fields })).toEqual({ status: 'rejected', reason, result: {}, runId });
      expect(captured.all.map(({ kind }) => kind)).toEqual(['starting', 'rejected']);
    });

    it('by the limits of the configuration', async () => {
      const { run } = setUp(succeed, { environment: { LAVA_ITERATION_MAX_LIMIT: '20' } });
      expect((await run({ ...spec, iteration_limit: 11 })).status).toBe('complete');
    });
  });

  describe('tries again', () => {
    it('until it succeeds, with a pause, and tells it', async () => {
      const iterations: unknown[] = [];
      const { run, clock, captured } = setUp((job) => {
        iterations.push((job.globals['lava'] as { readonly iteration: number }).iteration);
        return iterations.length < 3 ? TE.left(exitError(9)) : TE.right({ exit_status: 0 });
      });
      const running = run({ ...spec, iteration_limit: 3, iteration_delay: '2s' });
      await clock.whenPending();
      await clock.advance(2000);
      await clock.whenPending();
      await clock.advance(2000);
      expect((await running).status).toBe('complete');
      expect(iterations).toEqual([1, 2, 3]);
      expect(captured.all.map(({ kind }) => kind)).toEqual([
        'starting',
        'running',
        'retrying',
        'running',
        'retrying',
        'running',
        'complete',
      ]);
      expect(clock.pendingCount()).toBe(0);
    });

    it('as often as it may, and gives the last failure', async () => {
      let attempts = 0;
      const { run, captured } = setUp(() => TE.left(exitError((attempts += 1))));
      const result = await run({ ...spec, iteration_limit: 2 });
      expect(result.result).toEqual({
        error: 'Failed with exit status 2',
        error_data: { exit_status: 2, outcome: 'exited' },
        exit_status: 2,
      });
      expect(captured.ofKind('failed')).toHaveLength(1);
    });

    it('not after an abort, whether it comes during an attempt or during a pause', async () => {
      const controller = new AbortController();
      const { run, clock } = setUp(() => TE.left(exitError(1)), { signal: controller.signal });
      const running = run({ ...spec, iteration_limit: 5, iteration_delay: 60 });
      await clock.whenPending();
      controller.abort();
      expect(await running).toMatchObject({ status: 'failed', error: { _tag: 'JobAbortedError' } });
      expect(clock.pendingCount()).toBe(0);
    });
  });

  it('performs no actions for a class of a job type whose run rejects because it was aborted', async () => {
    const controller = new AbortController();
    const performed: DueActions[] = [];
    const { run } = setUp(
      () => () => {
        controller.abort();
        return Promise.reject(new DOMException('This operation was aborted', 'AbortError'));
      },
      {
        signal: controller.signal,
        actions: (due) => {
          performed.push(due);
          return Promise.resolve();
        },
      },
    );
    const ended = await run({ ...spec, on_fail: [{ type: 'log' }] });
    expect(ended).toMatchObject({ status: 'failed', error: { _tag: 'JobAbortedError' } });
    expect(performed).toEqual([]);
  });

  describe('has actions performed', () => {
    const notify = [{ type: 'log' }];
    const withActions = {
      ...spec,
      iteration_limit: 2,
      on_success: notify,
      on_fail: notify,
      on_retry: [{ type: 'slack' }],
    };
    const setUpActions = (
      handler: Handler,
      hook: (due: DueActions) => Promise<void> = () => Promise.resolve(),
    ) => {
      const performed: DueActions[] = [];
      const actions = (due: DueActions): Promise<void> => {
        performed.push(due);
        return hook(due);
      };
      return { performed, ...setUp(handler, { actions }) };
    };
    const failOnce = (): Handler => {
      let attempts = 0;
      return (job, context) => {
        attempts += 1;
        return attempts === 1 ? TE.left(exitError(3)) : succeed(job, context);
      };
    };

    it('of a retry and of the success after it, with what their templates see', async () => {
      const { performed, run } = setUpActions(failOnce());
      await run(withActions);
      expect(performed).toMatchObject([
        { occasion: 'on_retry', actions: [{ type: 'slack' }], result: { exit_status: 3 } },
        { occasion: 'on_success', actions: notify, result: { exit_status: 0 }, realm: { realm: 'dev' } },
      ]);
      expect(performed.map(({ job }) => job.globals['lava'])).toMatchObject([
        { iteration: 1 },
        { iteration: 2 },
      ]);
    });

    it('of the last failure', async () => {
      const { performed, run } = setUpActions(() => TE.left(exitError(3)));
      await run({ ...withActions, iteration_limit: 1 });
      expect(performed).toMatchObject([{ occasion: 'on_fail', result: { exit_status: 3 } }]);
    });

    it('of a job that its type refuses, but not of a bad record', async () => {
      const { performed, run } = setUpActions(mustNotRun);
      await run({ ...withActions, parameters: { refused: true } });
      await run({ ...withActions, parameters: [1] });
      expect(performed).toMatchObject([{ occasion: 'on_fail', result: { error: 'Refused' } }]);
    });

    it('by the realm’s list where the job has none of its own, and an empty list is one', async () => {
      const hook: DueActions[] = [];
      const runIn = (job: unknown): Promise<JobRun> =>
        runJob(
          makeJobTypeRegistry([{ type: 'thing', apiVersion: 1, parameters: anyMap, run: succeed }]),
          job,
          { ...realm, on_success: [{ type: 'sns' }] },
          { ...setUp(succeed).options, actions: (due) => Promise.resolve(void hook.push(due)) },
        )();
      await runIn(spec);
      await runIn({ ...spec, on_success: [] });
      expect(hook).toMatchObject([{ occasion: 'on_success', actions: [{ type: 'sns' }] }]);
    });

    it('and tells of one that fails, which changes nothing else', async () => {
      const { run, captured, logger } = setUpActions(succeed, () =>
        Promise.reject(new Error('no such topic')),
      );
      expect(await run(withActions)).toMatchObject({ status: 'complete' });
      expect(captured.all.map(({ kind }) => kind)).toEqual([
        'starting',
        'running',
        'action_failed',
        'complete',
      ]);
      expect(logger.entries.map(({ message }) => message)).toEqual([
        'An action of on_success failed: no such topic',
      ]);
    });

    it('of no job that is skipped, unknown or aborted', async () => {
      const { performed, run } = setUpActions(() => TE.left(jobAborted('run')));
      await run({ ...withActions, enabled: false });
      await run({ ...withActions, type: 'other' });
      await run(withActions);
      expect(performed).toEqual([]);
    });
  });

  it('does nothing when it is aborted from the start', async () => {
    const result = await setUp(mustNotRun, { signal: AbortSignal.abort() }).run();
    expect(result).toMatchObject({ status: 'failed', error: { _tag: 'JobAbortedError' } });
    expect(await readdir(temporaryRoot)).toEqual([]);
  });

  it('imports state once for all attempts', async () => {
    const state = makeInMemoryStateLookup({ s: 'stored' });
    const seen: unknown[] = [];
    const { run } = setUp(
      (job) => {
        seen.push(job.state);
        return TE.left(exitError(1));
      },
      { state },
    );
    await run({ ...spec, state: { s: 'default', t: 'default' }, iteration_limit: 2 });
    expect(seen).toEqual([
      { s: 'stored', t: 'default' },
      { s: 'stored', t: 'default' },
    ]);
    expect(state.lookups).toHaveLength(1);
  });

  describe('renders event_log', () => {
    const renderer = makeFakeTemplateRenderer((template) => template.replace('{{ x }}', 'seen'));
    it.each([
      ['note {{ x }}', 'note seen'],
      [{ a: ['{{ x }}', 1] }, '{"a":["seen",1]}'],
    ])('%j', async (eventLog, info) => {
      const { run, captured } = setUp(succeed, { renderer });
      await run({ ...spec, event_log: eventLog });
      expect(captured.ofKind('logging').map((event) => event.info)).toEqual([info]);
    });

    it('and goes on when that fails', async () => {
      const broken = makeFakeTemplateRenderer(() => '{');
      const { run, captured } = setUp(succeed, { renderer: broken });
      expect((await run({ ...spec, event_log: 'x' })).status).toBe('complete');
      expect(captured.ofKind('logging')[0]?.info).toMatch(/^Bad event_log: /);
    });
  });

  it.each([
    ['throws', mustNotRun],
    ['rejects', () => () => Promise.reject(new Error('the handler must not run'))],
  ] as const)('turns a handler that %s into a failure, and still cleans up', async (_how, handler) => {
    const result = await setUp(handler).run();
    expect(result).toMatchObject({ status: 'failed', error: { _tag: 'UnexpectedError' } });
    expect(await readdir(temporaryRoot)).toEqual([]);
  });

  it('is not disturbed by an event sink that throws', async () => {
    const { run, logger } = setUp(succeed, {
      events: () => {
        throw new Error('sink');
      },
    });
    expect((await run()).status).toBe('complete');
    expect(logger.messages('warn').length).toBeGreaterThan(0);
  });

  it('adds the stack to failures when DEBUG is on', async () => {
    const { run } = setUp(() => TE.left(exitError(1)), { environment: { LAVA_DEBUG: 'true' } });
    expect((await run()).result).toMatchObject({ exception: expect.any(Array) as unknown[] });
  });
});

const deepFreeze = (value: unknown): unknown => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};
