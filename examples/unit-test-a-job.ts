/** How a team tests a job spec, or a program around the docker job type, without an engine and without waiting. */
// #region wire
import assert from 'node:assert/strict';

import { DockerJobType, taggedError } from 'lava-docker-job';
import {
  faultAt,
  type HarnessFaults,
  type JobHarnessOptions,
  makeFakeProgram,
  makeJobHarness,
  makeTestJob,
  nothingLeft,
  sweepFaults,
  withJobHarness,
} from 'lava-docker-job/testing';

/** A registry that holds one image with two programs. */
const registry = {
  host: 'registry.test:5000',
  login: { username: 'puller', password: 'sesame' },
  images: [
    {
      name: 'registry.test:5000/team/report:2',
      programs: {
        report: makeFakeProgram({ output: ['42 rows\n'] }),
        hang: makeFakeProgram({ output: ['begun\n'], runs: 'forever' }),
      },
    },
  ],
};

/** The docker job type on fakes of all its ports. */
const options = (faults: HarnessFaults = () => undefined): JobHarnessOptions<DockerJobType> => ({
  makeJobType: (ports, place) => new DockerJobType(ports, place),
  connections: {
    registry: {
      type: 'docker',
      enabled: true,
      registry: registry.host,
      user: 'puller',
      password: '/test/registry-password',
    },
  },
  secrets: { '/test/registry-password': 'sesame' },
  engine: { registries: [registry] },
  faults,
});

const reportJob = makeTestJob({
  payload: 'team/report:2',
  parameters: { docker: 'registry', command: 'report --all' },
});
// #endregion wire

// #region succeeds
/** A job that succeeds stores its log and leaves nothing behind. */
export const reportIsStored = (): Promise<void> =>
  withJobHarness(options(), async ({ run, context, fakes, leftovers }) => {
    const result = await run(reportJob);

    assert.ok(result._tag === 'Right');
    assert.equal(result.right.exit_status, 0);
    assert.equal(fakes.objects.text(`${context.s3Temp}/logs`), '42 rows\n');
    assert.deepEqual(leftovers(), nothingLeft);
  });
// #endregion succeeds

// #region times-out
/** A job that hangs is stopped at its timeout. Nobody waits ten minutes: `settled` moves the clock. */
export const hangIsStopped = (): Promise<void> =>
  withJobHarness(options(), async ({ run, settled, context, fakes }) => {
    const parameters = { docker: 'registry', command: 'hang', timeout: '10m' };

    const result = await settled(run(makeTestJob({ payload: 'team/report:2', parameters })));

    assert.ok(result._tag === 'Left' && result.left._tag === 'ExitStatusError');
    assert.equal(result.left.data.exit_status, 28);
    assert.equal(result.left.data.outcome, 'timed-out');
    assert.equal(fakes.objects.text(`${context.s3Temp}/logs`), 'begun\n');
  });
// #endregion times-out

// #region fault
/** A log that cannot be stored is kept in the spool. Which call of which port fails is checked by the compiler. */
export const lostLogIsKept = (): Promise<void> => {
  const error = taggedError('AccessDenied', { code: 'test.denied', message: 'Not allowed' });
  const denied = faultAt('objects.put', { fault: 'fail', error }, 'every');
  return withJobHarness(options(denied), async ({ run, spooled }) => {
    const result = await run(reportJob);

    assert.ok(result._tag === 'Left' && result.left._tag === 'OutputNotStoredError');
    assert.equal(spooled().length, 1);
  });
};
// #endregion fault

// #region sweep
/** Whatever fails, comes late or is aborted: nothing may be left. Only an engine that does not remove keeps a container. */
export const everyFaultIsSurvived = async (): Promise<void> => {
  const { findings, runs } = await sweepFaults({
    job: reportJob,
    makeHarness: (faults) => makeJobHarness(options(faults)),
    except: ({ kind, method }) => {
      if (method === 'containers.remove')
        return { reason: 'the engine does not remove it', mayLeave: ['containers'] };
      if (kind !== 'loses its answer') return undefined;
      if (method === 'containers.createContainer')
        return { reason: 'nobody knows of it', mayLeave: ['containers'] };
      return method === 'containers.connect' ? { reason: 'a connection that nobody has' } : undefined;
    },
  });

  assert.ok(runs > 50);
  assert.deepEqual(findings, []);
};
// #endregion sweep
