import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { makeMapConnectionStore } from '../../../examples/own-adapter.js';
import { makeJobTypes, makeWordCount } from '../../../examples/own-job-type.js';
import { makeMonthlyReport } from '../../../examples/on-top-of-docker.js';
import { realmsAreChecked } from '../../../examples/property-test.js';
import { sum } from '../../../examples/render-a-template.js';
import { makeWorker } from '../../../examples/run-a-job.js';
import {
  everyFaultIsSurvived,
  hangIsStopped,
  lostLogIsKept,
  reportIsStored,
} from '../../../examples/unit-test-a-job.js';
import { DockerJobType, type JobType, runAsPromise, toPromise } from '../../../src/index.js';
import {
  type HarnessFaults,
  type JobHarnessOptions,
  makeFakeContainerRuntime,
  makeFakeProgram,
  makeInMemoryObjectStore,
  makeJobHarness,
  makeTestContext,
  makeTestJob,
  makeTestRealm,
  sweepFaults,
  withJobHarness,
} from '../../../src/testing/index.js';

describe('render-a-template', () => {
  it('renders as its guide says', () => {
    expect(sum([1, 2, 3])).toBe('6');
  });
});

describe('run-a-job', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lava-example-'));
    await writeFile(
      path.join(folder, 'realm.yaml'),
      'realm: demo\ns3_payloads: s3://demo/payloads\ns3_temp: s3://demo/temp\n',
    );
    await writeFile(path.join(folder, 'connections.yaml'), 'engine:\n  type: docker\n  enabled: true\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('runs a job with a local folder and stores its log there', async () => {
    const containers = makeFakeContainerRuntime({
      registries: [
        {
          host: 'docker.io',
          images: [{ name: 'tool:1', programs: { date: makeFakeProgram({ output: ['today\n'] }) } }],
        },
      ],
    });
    const run = await makeWorker(folder, containers)(
      {
        job_id: 'demo/date',
        type: 'docker',
        worker: 'core',
        enabled: true,
        payload: 'tool:1',
        parameters: { docker: 'engine', command: 'date' },
      },
      new AbortController().signal,
    );
    expect(run).toMatchObject({ status: 'complete', result: { exit_status: 0, error: null } });
    expect(run.result).toHaveProperty(
      'output',
      expect.stringMatching(/^s3:\/\/demo\/temp\/demo\/date\/.*\/logs$/),
    );
  });
});

describe('own-job-type', () => {
  const objects = makeInMemoryObjectStore();
  const wordCount = makeWordCount({ objects });

  it('can be registered beside another job type', () => {
    const other: JobType = { ...wordCount, type: 'docker' };
    expect(makeJobTypes(other, objects).types).toEqual(['docker', 'word-count']);
  });

  it('counts words and stores the count', async () => {
    const context = makeTestContext();
    const job = makeTestJob({ type: 'word-count', payload: 'to be or not' });
    await expect(runAsPromise(wordCount, job, context)).resolves.toMatchObject({
      exit_status: 0,
      details: { words: 4 },
    });
    expect(objects.text(`${context.s3Temp}/count`)).toBe('4\n');
    await context.dispose();
  });

  it('fails with data when there are too few', async () => {
    const context = makeTestContext();
    const job = makeTestJob({ type: 'word-count', payload: 'two words', parameters: { atLeast: 3 } });
    await expect(runAsPromise(wordCount, job, context)).rejects.toMatchObject({
      _tag: 'ExitStatusError',
      code: 'word-count.too-few',
      data: { exit_status: 1, outcome: 'too-few' },
    });
    await context.dispose();
  });

  it('survives every fault and every abort', async () => {
    const { findings, calls } = await sweepFaults({
      job: makeTestJob({ type: 'word-count', payload: 'to be or not' }),
      makeHarness: (faults) => makeJobHarness({ faults, makeJobType: makeWordCount }),
    });
    expect(findings).toEqual([]);
    expect(calls).toEqual(['objects.put#1']);
  });

  it('refuses parameters of another type before it does anything', async () => {
    const context = makeTestContext();
    const job = makeTestJob({ type: 'word-count', parameters: { atLeast: 'three' } });
    await expect(runAsPromise(wordCount, job, context)).rejects.toMatchObject({
      _tag: 'BadJobError',
      details: { problems: [{ path: 'parameters.atLeast' }] },
    });
    await context.dispose();
  });
});

describe('on-top-of-docker', () => {
  const job = makeTestJob({ type: 'monthly-report', parameters: { month: '2026-11 {{ x }}' } });
  const image = {
    name: 'registry.test/team/report:2',
    programs: { report: makeFakeProgram({ output: ['42 rows\n'] }) },
  };
  const options = (faults: HarnessFaults = () => undefined): JobHarnessOptions<JobType> => ({
    makeJobType: (ports, place) => makeMonthlyReport(new DockerJobType(ports, place)),
    connections: {
      registry: { type: 'docker', enabled: true, registry: 'registry.test', user: 'u', password: '/p' },
      warehouse: { type: 'generic', enabled: true, attributes: { url: 'https://w' } },
    },
    secrets: { '/p': 'x' },
    engine: {
      registries: [{ host: 'registry.test', login: { username: 'u', password: 'x' }, images: [image] }],
    },
    context: { realm: makeTestRealm({ docker: 'registry' }) },
    faults,
  });

  it('runs a container with the month and the connection', async () => {
    await withJobHarness(options(), async ({ run, fakes, context }) => {
      expect(await run(job)).toMatchObject({ _tag: 'Right' });
      const created = fakes.containers.calls.find(({ method }) => method === 'createContainer');
      expect(created).toMatchObject({ spec: { command: ['report', '--month', '2026-11 {{ x }}'] } });
      expect(fakes.objects.text(`${context.s3Temp}/logs`)).toBe('42 rows\n');
    });
  });

  it('refuses a job without a month before anything is contacted', async () => {
    await withJobHarness(options(), ({ jobType, context, calls }) => {
      const checked = jobType.check?.(makeTestJob({ type: 'monthly-report', parameters: {} }), context);
      expect(checked).toMatchObject({
        left: { message: expect.stringMatching('Missing keys: month') as string },
      });
      expect(calls).toEqual([]);
      return Promise.resolve();
    });
  });

  it('survives every abort', { timeout: 60_000 }, async () => {
    const { findings } = await sweepFaults({
      job,
      makeHarness: (faults) => makeJobHarness(options(faults)),
      kinds: ['hangs', 'sees an abort'],
      except: ({ method }) =>
        method === 'containers.remove'
          ? { reason: 'the engine does not remove it', mayLeave: ['containers'] }
          : undefined,
    });
    expect(findings).toEqual([]);
  });
});

describe('unit-test-a-job', () => {
  test('a report is stored', reportIsStored);
  test('a program that hangs is stopped', hangIsStopped);
  test('a log that cannot be stored is kept', lostLogIsKept);
  test('every fault is survived', { timeout: 60_000 }, everyFaultIsSurvived);
});

describe('property-test', () => {
  test('realms are checked', realmsAreChecked);
});

describe('own-adapter', () => {
  const store = makeMapConnectionStore(new Map([['dev/registry', { type: 'docker' }]]));
  const find = (connectionId: string, signal: AbortSignal = new AbortController().signal) =>
    toPromise(store.find({ realm: 'dev', connectionId }, { signal }));

  it('finds a record of the realm, and none where there is none', async () => {
    expect(await find('registry')).toEqual(O.some({ type: 'docker' }));
    expect(await find('other')).toEqual(O.none);
  });

  it('does nothing for a call that is aborted', async () => {
    await expect(find('registry', AbortSignal.abort())).rejects.toMatchObject({ _tag: 'Aborted' });
  });
});
