import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';

import * as E from 'fp-ts/lib/Either.js';
import { type JobError, type JobResult, taggedError } from 'lava-docker-job';
import { type HarnessFaults, makeTestRealm } from 'lava-docker-job/testing';

import { withCase } from './harness.js';

const succeeded = (run: E.Either<JobError, JobResult>): JobResult =>
  E.getOrElse<JobError, JobResult>((error) => assert.fail(error.message))(run);

const failed = (run: E.Either<JobError, JobResult>): JobError =>
  E.isLeft(run) ? run.left : assert.fail('The job has succeeded');

describe('a cmd job', () => {
  it('runs its payload, a command line, with its arguments, and stores both streams', () =>
    withCase(
      { payload: `sh -c 'echo "$1"; echo oh >&2' name`, parameters: { args: ['a b'] } },
      async ({ run, context, stored }) => {
        const output = {
          payload: `sh -c 'echo "$1"; echo oh >&2' name`,
          exit_status: 0,
          stdout: `${context.s3Temp}/stdout`,
          stderr: `${context.s3Temp}/stderr`,
        };
        assert.deepEqual(succeeded(await run()), { exit_status: 0, output: [output] });
        assert.deepEqual([stored('stdout'), stored('stderr')], ['a b\n', 'oh\n']);
        assert.deepEqual(context.captured.phases(), ['run ok', 'store-log ok']);
      },
    ));

  it('stores nothing where nothing was written', () =>
    withCase({ payload: 'true' }, async ({ run, harness }) => {
      assert.deepEqual(succeeded(await run()).output, [{ payload: 'true', exit_status: 0 }]);
      assert.equal(harness.fakes.objects.objects.size, 0);
    }));

  it('renders each word and each variable by itself', () =>
    withCase(
      {
        payload: 'printenv WHO {{ vars.other }}',
        parameters: { env: { WHO: '{{ vars.who }}' }, vars: { who: 'Ada L.', other: 'LAVA_OWNER' } },
      },
      async ({ run, stored }) => {
        succeeded(await run());
        assert.equal(stored('stdout'), 'Ada L.\ntester\n');
      },
    ));

  it('leaves templates alone without jinja', () =>
    withCase({ payload: 'echo {{ x }}', parameters: { jinja: 'false' } }, async ({ run, stored }) => {
      succeeded(await run());
      assert.equal(stored('stdout'), '{{ x }}\n');
    }));

  it('has the temporary directory to work in, no input, and the environment of its worker', () =>
    withCase(
      {
        payload: `sh -c 'pwd; cat; echo "$FROM_WORKER $LAVA_JOB_ID $LAVA_S3_KEY"'`,
        parameters: { env: { LAVA_JOB_ID: 'mine' } },
        context: {
          realm: makeTestRealm({ s3_key: 'alias/k' }),
          environment: { PATH: process.env['PATH'], FROM_WORKER: 'yes' },
        },
      },
      async ({ run, context, stored }) => {
        succeeded(await run());
        assert.equal(stored('stdout'), `${context.temporaryDirectory}\nyes test/job alias/k\n`);
      },
    ));

  it('fails with its exit status and the end of stderr', () =>
    withCase({ payload: `sh -c 'echo why >&2; exit 3'` }, async ({ run, context }) => {
      const error = failed(await run());
      assert.equal(error.message, 'Failed with exit status 3');
      assert.deepEqual(error.data, {
        exit_status: 3,
        outcome: 'exited',
        error: 'why',
        output: [
          {
            payload: `sh -c 'echo why >&2; exit 3'`,
            exit_status: 3,
            stderr: `${context.s3Temp}/stderr`,
          },
        ],
      });
    }));

  it('fails like a shell when it is ended by a signal or there is no such program', async () => {
    await withCase({ payload: `sh -c 'kill -TERM $$'` }, async ({ run }) => {
      assert.equal(failed(await run()).data?.exit_status, 128 + 15);
    });
    await withCase({ payload: 'no-such-program' }, async ({ run }) => {
      const error = failed(await run());
      assert.deepEqual(
        [error._tag, error.data, error.details],
        [
          'StartError',
          null,
          { program: 'no-such-program', reason: 'spawn no-such-program ENOENT', exitStatus: 127 },
        ],
      );
    });
  });

  it('is killed at its timeout, with all that it has started', () =>
    withCase(
      { payload: `sh -c 'sleep 1000 & echo begun; wait'`, parameters: { timeout: '5m' } },
      async ({ run, context }) => {
        const running = run();
        await context.captured.whenSeen('output');
        await context.clock.advance(300_000);
        const error = failed(await running);
        assert.equal(error.message, 'Timed out after 300 seconds');
        assert.deepEqual([error.data?.exit_status, error.data?.outcome], [28, 'timed-out']);
        // What it has started holds its stdout open: without its death the run would not have ended.
        assert.equal(context.clock.pendingCount(), 0);
      },
    ));

  it('takes its timeout from the configuration when it has none', () =>
    withCase(
      { payload: 'sleep 1000', context: { environment: { ...process.env, LAVA_CMD_TIMEOUT: '2s' } } },
      async ({ run, context }) => {
        const running = run();
        await context.clock.whenPending();
        await context.clock.advance(2000);
        assert.equal(failed(await running).message, 'Timed out after 2 seconds');
      },
    ));

  it('is killed when the run is aborted, and what it has written is stored', () =>
    withCase({ payload: `sh -c 'echo begun; sleep 1000'` }, async ({ run, context, stored }) => {
      const running = run();
      await context.captured.whenSeen('output');
      context.abort();
      assert.equal(failed(await running)._tag, 'JobAbortedError');
      assert.equal(stored('stdout'), 'begun\n');
      assert.equal(context.clock.pendingCount(), 0);
    }));

  it('leaves no process behind that it has sent to the background', () =>
    withCase({ payload: `sh -c 'sleep 1000 &'` }, async ({ run, context }) => {
      // It holds stdout open: the run ends because it is killed.
      succeeded(await run());
      assert.equal(context.clock.pendingCount(), 0);
    }));

  it('keeps output that cannot be stored, and its exit status', () => {
    const error = taggedError('AccessDenied', { code: 'test.denied', message: 'denied' });
    const faults: HarnessFaults = ({ method }) =>
      method === 'objects.put' ? { fault: 'fail', error } : undefined;
    return withCase({ payload: 'echo precious', faults }, async ({ run, harness }) => {
      const failure = failed(await run());
      assert.deepEqual([failure._tag, failure.data?.exit_status], ['OutputNotStoredError', 0]);
      assert.equal(await readFile(failure.data?.spool ?? '', 'utf8'), 'precious\n');
      assert.deepEqual(harness.spooled(), [path.basename(failure.data?.spool ?? '')]);
    });
  });

  it('shows its output as it comes in dev mode, and stores nothing', () =>
    withCase({ payload: 'echo seen', context: { devMode: true } }, async ({ run, context, harness }) => {
      succeeded(await run());
      assert.equal(context.devBytes().toString(), 'seen\n');
      assert.equal(harness.fakes.objects.objects.size, 0);
    }));

  for (const [payload, message] of [
    ['', 'payload required'],
    ['  ', 'payload required'],
    [null, 'payload required'],
    ['echo "oops', 'Bad payload: No closing quotation'],
  ] as const)
    it(`is refused with the payload ${JSON.stringify(payload)}`, () =>
      withCase({ payload }, async ({ run }) => {
        const error = failed(await run());
        assert.deepEqual([error._tag, error.message.split('\n')[0]], ['BadJobError', message]);
      }));

  it('is refused with parameters that lava does not know, all at once', () =>
    withCase({ parameters: { connections: {}, timeout: 0 } }, async ({ run }) => {
      const lines = failed(await run()).message.split('\n');
      assert.equal(lines[0], 'Bad job parameters: Unexpected keys: connections');
      assert.equal(lines.length, 3);
    }));
});
