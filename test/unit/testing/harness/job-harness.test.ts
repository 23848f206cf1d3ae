import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import { defineJobType, type JobContext, jobError, type JobType, toPromise } from '../../../../src/index.js';
import {
  faultAt,
  type HarnessPorts,
  type JobHarnessOptions,
  makeInMemoryObjectStore,
  makeJobHarness,
  makeTestJob,
  nothingLeft,
  withJobHarness,
} from '../../../../src/testing/index.js';

/** A job type whose work a test gives. */
const working =
  (
    work: (
      ports: HarnessPorts,
      context: JobContext,
      place: { readonly spoolDirectory: string },
    ) => Promise<unknown>,
  ): JobHarnessOptions<JobType>['makeJobType'] =>
  (ports, place) =>
    defineJobType({
      type: 'working',
      parameters: t.UnknownRecord,
      run: async (_job, context) => ({ exit_status: 0, details: { got: await work(ports, context, place) } }),
    });

const idle = working(() => Promise.resolve());

const job = makeTestJob({ type: 'working' });
const calm = { signal: new AbortController().signal };

describe('makeJobHarness', () => {
  it('wires the job type to fakes that hold what the test says, and records the calls', async () => {
    await withJobHarness(
      {
        connections: { db: { conn_id: 'db' } },
        state: { count: 3 },
        secrets: { '/s': 'x' },
        render: (template) => template.toUpperCase(),
        makeJobType: working(async ({ connections, state, renderer }, { realm }) => [
          await toPromise(connections.find({ realm: realm.realm, connectionId: 'db' }, calm)),
          await toPromise(state.find({ realm: realm.realm, stateIds: ['count'] }, calm)),
          await toPromise(renderer.render('a', { realm: 'r', job_id: 'j', conn_id: 'c' }, calm)),
        ]),
      },
      async ({ run, calls, fakes, leftovers }) => {
        expect(await run(job)).toMatchObject({
          right: { details: { got: [{ value: { conn_id: 'db' } }, new Map([['count', 3]]), 'A'] } },
        });
        expect(calls.map(({ method }) => method)).toEqual([
          'connections.find',
          'state.find',
          'renderer.render',
        ]);
        expect(fakes.connections.lookups).toEqual([{ realm: 'test', connectionId: 'db' }]);
        expect(leftovers()).toEqual(nothingLeft);
      },
    );
  });

  it('denies registry logins, and grants database logins and roles, unless told otherwise', async () => {
    await withJobHarness(
      {
        roles: { region: 'some-region' },
        makeJobType: working(
          async ({ registryCredentials, databaseCredentials, roleCredentials }, { clock }) => {
            const denied = await registryCredentials.login(
              { kind: 'ecr', accounts: [] },
              { ...calm, fresh: false },
            )();
            const request = { kind: 'rds', host: 'h', port: 1, user: 'reader' } as const;
            const { user, password } = await toPromise(databaseCredentials.login(request, calm));
            const role = { roleArn: 'arn', sessionName: 's', durationMs: 900_000 };
            const { expiresAt } = await toPromise(roleCredentials.assume(role, calm));
            const region = await toPromise(roleCredentials.region(calm));
            return [
              E.isLeft(denied) && denied.left._tag,
              user,
              password.reveal().length > 1000,
              expiresAt - clock.now(),
              region,
            ];
          },
        ),
      },
      async ({ run }) => {
        expect(await run(job)).toMatchObject({
          right: { details: { got: ['AccessDenied', 'reader', true, 900_000, 'some-region'] } },
        });
      },
    );
  });

  it('lets the calls of every port suffer faults, by the name of the port', async () => {
    const error = jobError('UnexpectedError', { code: 'test.x', message: 'x', details: {} });
    await withJobHarness(
      {
        faults: faultAt('containers.findImage', { fault: 'reject', cause: error }),
        makeJobType: working(async ({ containers }) => {
          const engine = await toPromise(containers.connect({ tls: true }, calm));
          await toPromise(engine.findImage({ repository: 'tool', tag: '1' }, calm));
        }),
      },
      async ({ run, calls, leftovers }) => {
        expect(await run(job)).toEqual(E.left(error));
        expect(calls.map(({ method }) => method)).toEqual(['containers.connect', 'containers.findImage']);
        expect(leftovers()).toEqual({ ...nothingLeft, openConnections: 1 });
      },
    );
  });

  it('sees what is left: timers, files beside the temporary directory, files in it and in the spool', async () => {
    await withJobHarness(
      {
        makeJobType: working(async (_ports, { clock, temporaryDirectory }, { spoolDirectory }) => {
          clock.schedule(1000, () => undefined);
          await writeFile(path.join(temporaryDirectory, 'inside'), '');
          await writeFile(path.join(temporaryDirectory, '..', 'beside'), '');
          return spoolDirectory;
        }),
      },
      async ({ run, leftovers, temporaryFiles, spooled }) => {
        await run(job);
        expect(leftovers()).toEqual({ ...nothingLeft, timers: 1, strayFiles: ['beside'] });
        expect(temporaryFiles()).toEqual(['inside']);
        expect(spooled()).toEqual([]);
      },
    );
  });

  it('holds the objects that the test says', async () => {
    await withJobHarness(
      { objects: { 's3://b/text': 'ä', 's3://b/bytes/': Uint8Array.of(255) }, makeJobType: idle },
      async ({ fakes: { objects } }) => {
        expect(objects.text('s3://b/text')).toBe('ä');
        expect(objects.objects.get('s3://b/bytes')).toMatchObject({ size: 1, bytes: Uint8Array.of(255) });
        const found = await toPromise(
          objects.get({ bucket: 'b', key: 'text' }, { signal: new AbortController().signal }),
        );
        expect(O.isSome(found) && (await readText(found.value.stream))).toBe('ä');
      },
    );
  });

  it('refuses an object without a bucket', () => {
    expect(() => makeInMemoryObjectStore({ 's3://': '' })).toThrow(TypeError);
  });

  it('refuses a job of another type', async () => {
    await withJobHarness({ makeJobType: idle }, async ({ run }) => {
      await expect(run(makeTestJob({ type: 'other' }))).rejects.toThrow(
        'The job is of type "other", and the harness runs "working"',
      );
    });
  });

  it('runs a job as a worker does', async () => {
    await withJobHarness(
      {
        state: { count: 3 },
        makeJobType: (ports) => working(() => Promise.resolve('done'))(ports, { spoolDirectory: '' }),
      },
      async ({ runStored, calls, leftovers }) => {
        const stored = {
          job_id: 'j',
          type: 'working',
          worker: 'core',
          payload: '',
          enabled: true,
          state: { count: 0 },
        };
        expect(await runStored(stored)).toMatchObject({
          status: 'complete',
          result: { details: { got: 'done' } },
        });
        expect(await runStored({ ...stored, enabled: false })).toMatchObject({ status: 'skipped' });
        expect(await runStored(stored, { realm: {} })).toMatchObject({
          status: 'failed',
          error: { _tag: 'BadRealmError' },
        });
        expect(calls.map(({ method }) => method)).toEqual(['state.find']);
        expect(leftovers()).toEqual(nothingLeft);
      },
    );
  });

  it('moves the clock until a run has settled', async () => {
    await withJobHarness(
      {
        makeJobType: working(
          (_ports, { clock }) =>
            new Promise((resolve) => {
              clock.schedule(90_000, () => {
                resolve(clock.monotonic());
              });
            }),
        ),
      },
      async ({ run, settled }) => {
        expect(await settled(run(job))).toMatchObject({ right: { details: { got: 90_000 } } });
      },
    );
  });

  it('removes its files, also when a test fails', async () => {
    let directory = '';
    const failing = withJobHarness({ makeJobType: working(() => Promise.resolve()) }, ({ context }) => {
      directory = context.temporaryDirectory;
      expect(existsSync(directory)).toBe(true);
      return Promise.reject(new Error('the test fails'));
    });
    await expect(failing).rejects.toThrow('the test fails');
    expect(existsSync(directory)).toBe(false);
  });

  it('takes a directory of its own for each harness', async () => {
    const options = { makeJobType: working(() => Promise.resolve()) };
    const [one, other] = [makeJobHarness(options), makeJobHarness(options)];
    expect(one.context.temporaryDirectory).not.toBe(other.context.temporaryDirectory);
    await Promise.all([one.dispose(), other.dispose()]);
  });
});
