import { existsSync, readFileSync } from 'node:fs';

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import { makeConnectorRegistry } from '../../../src/connections/connector-registry.js';
import { defineConnector } from '../../../src/connections/define-connector.js';
import { toPromise } from '../../../src/job/promise-bridge.js';
import { Secret } from '../../../src/job/secret.js';
import {
  type JobHarness,
  makeFakeProgram,
  makeJobHarness,
  type SweepException,
  sweepFaults,
  type SweepOptions,
  type SweepReport,
  type SweptRun,
} from '../../../src/testing/index.js';
import {
  dockerConnection,
  dockerHarness,
  dockerJob,
  type HarnessOptions,
  logAddress,
  registryHost,
} from './docker-harness.js';

const program = makeFakeProgram({ output: ['begun '], runs: 5000, exitStatus: 0 });

/** A connector that asks every source that there is. */
const asksEverybody = defineConnector({
  types: ['demanding'],
  record: t.type({ password: t.string }),
  describe: async ({ record }, { sources, signal, applicationName }) => {
    const options = { signal };
    const region = sources.roleCredentials && (await toPromise(sources.roleCredentials.region(options)));
    await toPromise(applicationName);
    await toPromise(sources.secrets.find(record.password, options));
    if (sources.managedSecrets) await toPromise(sources.managedSecrets.find('managed', options));
    const request = { kind: 'rds', host: 'db', port: 5432, user: 'u' } as const;
    if (sources.databaseCredentials) await toPromise(sources.databaseCredentials.login(request, options));
    const role = { roleArn: 'arn', sessionName: 'lava', durationMs: 900_000 };
    if (sources.roleCredentials) await toPromise(sources.roleCredentials.assume(role, options));
    return {
      files: [{ path: 'run', mode: 0o700, content: `#!/bin/sh\necho '${region ?? ''}'\n` }],
      executable: 'run',
      programs: [],
    };
  },
});

/** A world in which a run makes every call that it can make. */
const world: HarnessOptions = {
  program,
  connections: {
    dk: dockerConnection,
    ecr: { conn_id: 'ecr', type: 'docker', enabled: true, registry: 'ecr' },
    db: { conn_id: 'db', type: 'demanding', enabled: true, password: '/lava/test/registry' },
  },
  registryLogin: () =>
    E.right({ registry: registryHost, username: 'puller', password: new Secret('hunter2') }),
  deps: { connectors: makeConnectorRegistry([asksEverybody]) },
};

const job = dockerJob({
  parameters: { docker: 'dk', command: 'run', timeout: '1m', connections: { db: 'db' } },
  state: { count: 0 },
});

const sweep = (options: Partial<SweepOptions> = {}, around: HarnessOptions = world): Promise<SweepReport> =>
  sweepFaults({
    makeHarness: (faults) =>
      makeJobHarness(dockerHarness({ ...around, faults: (call) => faults(call) ?? around.faults?.(call) })),
    job,
    except,
    check: (run) => {
      outputIsSafe(run);
      namesTheStep(run);
      leavesNoConnectionFiles(run.harness);
    },
    ...options,
  });

/** What no caller of an engine can help. */
const except = ({ kind, method }: Pick<SweptRun, 'kind' | 'method'>): SweepException | undefined => {
  if (kind === 'loses its answer' && method === 'containers.connect')
    return { reason: 'a connection whose answer is lost is nobody’s but the adapter’s' };
  if (kind === 'loses its answer' && method === 'containers.createContainer')
    return {
      reason: 'the adapter has to remove a container of which it cannot tell',
      mayLeave: ['containers'],
    };
  if (method === 'containers.remove' && kind !== 'is late')
    return { reason: 'the engine does not remove the container', mayLeave: ['containers'] };
  return undefined;
};

/** The output that the run has seen is where it belongs, or in the spool: never nowhere. */
const outputIsSafe = ({ harness, result }: SweptRun): void => {
  const seen = Buffer.concat(harness.context.captured.ofKind('output').map(({ bytes }) => bytes)).toString();
  if (seen === '' || harness.fakes.objects.text(logAddress)?.startsWith(seen) === true) return;
  const spool = E.isLeft(result) ? result.left.data?.spool : undefined;
  if (spool === undefined || !existsSync(spool) || !readFileSync(spool, 'utf8').startsWith(seen))
    throw new Error('the output is neither stored nor in the spool');
};

/** The tags that tell of a fault at a call, by the call's port and method. */
const steps: Readonly<Record<string, RegExp>> = {
  'state.find': /^StateImportError$/,
  'renderer.render': /^(RenderError|ConnectionError)$/,
  'connections.find': /^ConnectionError$/,
  'secrets.find': /^ConnectionError$/,
  'managedSecrets.find': /^ConnectionError$/,
  'databaseCredentials.login': /^ConnectionError$/,
  'roleCredentials.assume': /^ConnectionError$/,
  'roleCredentials.region': /^ConnectionError$/,
  'registryCredentials.login': /^ConnectionError$/,
  'containers.connect': /^ConnectionError$/,
  'containers.findImage': /^ImagePullError$/,
  'containers.pullImage': /^ImagePullError$/,
  'containers.createContainer': /^StartError$/,
  'containers.attach': /^StartError$/,
  'containers.start': /^(StartError|RunLostError)$/,
  'containers.wait': /^(RunLostError|ExitStatusError)$/,
  'containers.inspect': /^(RunLostError|ExitStatusError|StartError)$/,
  'containers.stop': /^(RunLostError|ExitStatusError)$/,
  'containers.readLog': /^(RunLostError|ExitStatusError)$/,
};

/** An abort is told as one, with its phase; an error tells the step that failed. */
const namesTheStep = ({ kind, method, harness, result }: SweptRun): void => {
  if (E.isRight(result)) return;
  const error = result.left;
  if (error._tag === 'JobAbortedError') {
    const ended = harness.context.captured.ofKind('phase-ended').map(({ phase }) => phase);
    const { phase } = error.details;
    // A container that is stopped is told as an abort of the run, whose phase has ended well.
    const named = ['attach', 'start'].includes(phase) ? 'run' : phase;
    if (named === ended.at(-1) || (ended.includes('run') && named === 'run')) return;
    throw new Error(`was aborted during ${phase}, and the phases were ${ended.join(', ')}`);
  }
  // The program has ended well, and all that the abort could stop is the storing of its log.
  if (error._tag === 'OutputNotStoredError') return;
  if (kind === 'hangs' || kind === 'sees an abort') throw new Error(`told ${error._tag} for an abort`);
  if (steps[method]?.test(error._tag) !== true)
    throw new Error(`gave ${error._tag} for a fault at ${method}: ${error.message}`);
};

const leavesNoConnectionFiles = (harness: JobHarness): void => {
  const files = harness.temporaryFiles();
  if (files.length > 0) throw new Error(`left ${files.join(', ')} in the temporary directory`);
};

describe('a run with a fault, or an abort, at one call', { timeout: 60_000 }, () => {
  it('cleans up, names the step and loses no output, whichever call of whichever port it is', async () => {
    const { calls, findings } = await sweep();
    expect(findings).toEqual([]);
    expect(new Set(calls.map((call) => call.replace(/#\d+$/, '')))).toEqual(
      new Set([
        'connections.find',
        'containers.attach',
        'containers.connect',
        'containers.createContainer',
        'containers.inspect',
        'containers.pullImage',
        'containers.remove',
        'containers.start',
        'containers.wait',
        'databaseCredentials.login',
        'managedSecrets.find',
        'objects.put',
        'renderer.render',
        'roleCredentials.assume',
        'roleCredentials.region',
        'secrets.find',
        'state.find',
      ]),
    );
  });

  it('does so with logins for ECR', async () => {
    const parameters = { docker: 'ecr', command: 'run', timeout: '1m' };
    const { calls, findings } = await sweep({ job: dockerJob({ parameters }) });
    expect(findings).toEqual([]);
    expect(calls).toContain('registryCredentials.login#1');
  });

  it('does so when the output breaks off and the log is read again', async () => {
    const { calls, findings } = await sweep(
      {},
      {
        ...world,
        faults: ({ method }) =>
          method === 'containers.attach' ? { fault: 'cut', afterBytes: 3 } : undefined,
      },
    );
    expect(findings).toEqual([]);
    expect(calls).toContain('containers.readLog#1');
  });

  it('does so when the container is stopped at its timeout', async () => {
    const forever = makeFakeProgram({ output: ['begun '], runs: 'forever', onSigterm: 'ignore' });
    const { calls, findings } = await sweep(
      { fails: true, check: outputIsSafe },
      { ...world, program: forever },
    );
    expect(findings).toEqual([]);
    expect(calls).toContain('containers.stop#1');
  });

  it('does so when an image is looked for before it is pulled', async () => {
    const { calls, findings } = await sweep({}, { ...world, options: { pullPolicy: 'if-missing' } });
    expect(findings).toEqual([]);
    expect(calls).toContain('containers.findImage#1');
  });

  it('leaves nothing when a port breaks its rules, and says that it was not expected', async () => {
    const { findings } = await sweep({
      kinds: ['rejects', 'throws'],
      check: outputIsSafe,
    });
    expect(findings).toEqual([]);
  });
});
