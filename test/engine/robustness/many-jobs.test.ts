import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { publishImage, removeImagesOf } from '../../../scripts/lib/images.mjs';
import type { Registry } from '../../../scripts/lib/registry.mjs';
import { startRegistryProcess } from '../../../scripts/lib/registry-process.mjs';
import type { JobRun, RunJobOptions } from '../../../src/index.js';
import { containersOf } from '../../support/engine-containers.js';
import {
  dockerConnection,
  makePlainWorker,
  type PlainWorker,
  shellJob,
  withPlainWorker,
} from '../../support/plain-worker.js';
import { withRegistryFront } from '../../support/registry-front.js';
import { basicAuth } from '../../support/registry-auth.js';
import { testEngine } from '../../support/test-images.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const jobs = 32;
const { LAVA_TEST_REGISTRY_PROGRAM: program, LAVA_TEST_BUSYBOX_TAR: busybox } = process.env;
const left = program === undefined ? ' (left out: no registry is a program of this machine)' : '';
const { server, image, registry } = engineUnderTest();
const imageName = `${image.repository.slice(registry.length + 1)}:${image.tag}`;

const cleanUps: (() => unknown)[] = [];
let other: Registry;
let worker: PlainWorker;

/** A second registry with a password of its own. */
const startOtherRegistry = async (): Promise<Registry> => {
  if (program === undefined || busybox === undefined)
    throw new Error('LAVA_TEST_BUSYBOX_TAR is not set: run this test through npm test, which provides it');
  const folder = mkdtempSync(join(tmpdir(), 'lava-other-registry-'));
  cleanUps.push(() => {
    rmSync(folder, { recursive: true });
  });
  const started = await startRegistryProcess(program, folder, {
    defer: (cleanUp) => {
      cleanUps.push(cleanUp);
    },
  });
  cleanUps.push(() => removeImagesOf(testEngine(), started));
  await publishImage(testEngine(), started, readFileSync(busybox), [imageName]);
  return started;
};

/** A kind of job: what it does, and what is to become of it. */
interface Kind {
  readonly script: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly hostConfig?: Readonly<Record<string, unknown>>;
  /** Aborts the run at its first output. */
  readonly abort?: true;
  readonly devMode?: true;
  readonly expected: unknown;
}

const exits = (status: number): unknown => ({
  status: 'failed',
  error: { code: 'container.failed', data: { exit_status: status, outcome: 'exited' } },
});

const kinds: readonly ((index: number) => Kind)[] = [
  () => ({ script: '', expected: { status: 'complete', result: { exit_status: 0 } } }),
  (index) => ({ script: `exit ${index + 1}`, expected: exits(index + 1) }),
  () => ({
    script: 'sleep 1000',
    parameters: { timeout: '3s' },
    expected: { error: { code: 'container.timed-out', data: { exit_status: 28, outcome: 'timed-out' } } },
  }),
  () => ({
    // The shell itself outgrows its memory.
    script: 'x=$(head -c 50000000 /dev/zero | tr "\\000" a); echo "$x"',
    hostConfig: { mem_limit: '16m', memswap_limit: '16m' },
    // Not its outcome: of so many at once an engine of cgroup v1 overlooks some, and never sets their flag.
    expected: { status: 'failed', error: { data: { exit_status: 137 } } },
  }),
  (index) => ({
    script: '',
    parameters: { command: `no-such-program-${index}` },
    expected: {
      error: {
        code: 'container.start-failed',
        message: expect.stringContaining(`no-such-program-${index}`) as unknown,
      },
    },
  }),
  () => ({
    script: 'sleep 1000',
    abort: true,
    expected: { error: { _tag: 'JobAbortedError', data: { outcome: 'cancelled' } } },
  }),
  () => ({ script: '', devMode: true, expected: { status: 'complete' } }),
  () => ({
    script: '',
    parameters: { docker: 'mixed' },
    expected: { error: { _tag: 'ImagePullError', details: { reason: 'refused' } } },
  }),
];

/** What came of one of the jobs. */
interface Ended {
  readonly kind: Kind;
  readonly runId: string;
  readonly run: JobRun;
  /** What was stored, or shown in dev mode. */
  readonly log: string | undefined;
  readonly expectedLog: string | undefined;
}

const runOne = async (group: string, index: number): Promise<Ended> => {
  const kind = kinds[index % kinds.length]?.(index) ?? { script: '', expected: {} };
  const runId = `${group}-${index}`;
  const user = 2000 + index;
  const controller = new AbortController();
  let shown = '';
  const devOutput = new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      shown += bytes.toString();
      done();
    },
  });
  const options: Partial<RunJobOptions> = {
    dispatch: { run_id: runId },
    signal: controller.signal,
    devMode: kind.devMode === true,
    devOutput,
    events: (event) => {
      if (kind.abort === true && event.kind === 'output') controller.abort();
    },
  };
  const script = `echo "job ${index} $(id -u) $LAVA_RUN_ID"; ${kind.script}`;
  const docker = Math.floor(index / kinds.length) % 2 === 0 ? 'dk' : 'other';
  const job = shellJob(
    script,
    { docker, host_config: { user, ...kind.hostConfig }, ...kind.parameters },
    { payload: imageName },
  );
  const run = await worker.run(job, options);
  const stored = worker.logOf(runId);
  const writes = kind.parameters?.['command'] === undefined && kind.parameters?.['docker'] === undefined;
  return {
    kind,
    runId,
    run,
    log: kind.devMode === true ? shown : stored,
    expectedLog: writes ? `job ${index} ${user} ${runId}\n` : undefined,
  };
};

describe.skipIf(program === undefined)(`many docker jobs at once in one process${left}`, () => {
  beforeAll(async () => {
    other = await startOtherRegistry();
    worker = await makePlainWorker({
      connections: {
        other: {
          ...dockerConnection(server),
          registry: other.address,
          user: other.user,
          password: 'other-password',
        },
        // The user of one registry with the password of the other.
        mixed: { ...dockerConnection(server), registry: other.address, user: other.user },
      },
      secrets: { 'other-password': other.password },
      options: { stopGraceMs: 1000 },
    });
    cleanUps.push(worker.dispose);
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  it('each have their own result, log, user and credentials, and leave nothing', async () => {
    const group = randomUUID();
    const all = await Promise.all(Array.from({ length: jobs }, (_, index) => runOne(group, index)));
    for (const { run, kind, runId, log, expectedLog } of all) {
      expect({ runId, ...run }).toMatchObject({ runId, ...(kind.expected as object) });
      expect({ runId, log }).toEqual({ runId, log: expectedLog });
    }
    expect(await containersOf(group)).toEqual([]);
    expect(await worker.leftovers()).toEqual([]);
  });
});

describe('simultaneous pulls of one image', () => {
  /** A registry that takes any login, and holds back its answers until so many jobs pull. */
  const pullTogether = async (
    users: readonly string[],
    check: (manifestRequests: (user: string) => number) => void,
  ): Promise<void> => {
    const challenge = { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="front"' } };
    let pulling = 0;
    let allPull: () => void = () => undefined;
    const together = new Promise<void>((resolve) => {
      allPull = resolve;
    });
    await withRegistryFront(
      {
        answer: async ({ headers, path }) => {
          if (headers.authorization === undefined) return challenge;
          if (path.includes('/manifests/')) await together;
          return undefined;
        },
      },
      async (front) => {
        const connections = Object.fromEntries(
          [...new Set(users)].map((user) => [
            user,
            { ...dockerConnection(server), registry: front.address, user },
          ]),
        );
        await withPlainWorker({ connections }, async ({ run }) => {
          const runs = users.map((docker) =>
            run(shellJob('echo $LAVA_RUN_ID', { docker }, { payload: imageName }), {
              events: (event) => {
                if (event.kind !== 'phase-started' || event.phase !== 'pull') return;
                pulling += 1;
                if (pulling === users.length) allPull();
              },
            }),
          );
          expect((await Promise.all(runs)).map(({ status }) => status)).toEqual(users.map(() => 'complete'));
        });
        check(
          (user) =>
            front
              .requestsTo('GET', /\/manifests\//)
              .concat(front.requestsTo('HEAD', /\/manifests\//))
              .filter(({ headers }) => headers.authorization === basicAuth(user, engineUnderTest().password))
              .length,
        );
      },
    );
  };

  it('with the same credentials are one pull at the registry, with others another one', async () => {
    let alone = 0;
    await pullTogether(['ann'], (requests) => {
      alone = requests('ann');
    });
    expect(alone).toBeGreaterThan(0);
    const users = ['ann', 'bob', 'ann', 'ann', 'bob', 'ann', 'ann', 'ann'];
    await pullTogether(users, (requests) => {
      expect([requests('ann'), requests('bob')]).toEqual([alone, alone]);
    });
  });
});
