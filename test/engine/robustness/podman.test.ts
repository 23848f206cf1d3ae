import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { installPackages, isDebianRoot } from '../../../scripts/lib/debian-packages.mjs';
import { askEngine, engineClient } from '../../../scripts/lib/engine-client.mjs';
import { dockerConnection, makePlainWorker, type PlainWorker, shellJob } from '../../support/plain-worker.js';
import { type PodmanService, startPodmanService, whyNoPodman } from '../../support/podman-service.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

// A machine of somebody's own keeps what it has.
if (process.env['CI'] === 'true' && isDebianRoot())
  await installPackages([{ program: 'podman', package: 'podman' }], console.log);

const reason = whyNoPodman();
const title = `docker jobs on Podman${reason === '' ? '' : ` (left out: ${reason})`}`;
const { registry, image } = engineUnderTest();
const imageName = `${image.repository.slice(registry.length + 1)}:${image.tag}`;

describe.skipIf(reason !== '')(title, () => {
  let podman: PodmanService;
  let worker: PlainWorker;

  beforeAll(async () => {
    podman = await startPodmanService(registry);
    worker = await makePlainWorker({
      server: podman.server,
      // The connection of the examples.
      connections: {
        ecr: dockerConnection(podman.server),
        c1: { conn_id: 'c1', type: 'generic', enabled: true, attributes: { a: 's' } },
      },
      options: { stopGraceMs: 1000 },
    });
  });

  afterAll(async () => {
    await worker.dispose();
    await podman.stop();
  });

  const containers = async (): Promise<unknown> =>
    askEngine(engineClient(podman.server), {
      method: 'GET',
      path: '/v1.41/containers/json',
      query: { all: '1' },
    });

  it.each(['simple-docker-1', 'simple-docker-2', 'simple-docker-3'])('%s runs', async (name) => {
    const file = new URL(`../../../examples/jobs/${name}.json`, import.meta.url);
    const job = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
    const run_id = randomUUID();
    const run = await worker.run({ ...job, payload: imageName }, { dispatch: { run_id } });
    if (run.status !== 'complete')
      throw new Error(
        `${JSON.stringify(run.result)}; Podman alone: ${await podman.whyNoContainers(imageName)}`,
      );
    expect(run).toMatchObject({ result: { exit_status: 0, details: { log: { complete: true } } } });
    const log = worker.objects.text(`s3://b/tmp/demo/simple-docker/${run_id}/logs`);
    // What date says.
    expect(log).toMatch(/^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \w+ \d{4}\n$/);
    expect(await containers()).toEqual([]);
    expect(await worker.leftovers()).toEqual([]);
  });

  it('an exit status and output come through, and so does a timeout', async () => {
    const run_id = randomUUID();
    const failing = shellJob('echo out; printf err >&2; exit 3');
    expect(await worker.run(failing, { dispatch: { run_id } })).toMatchObject({
      error: { code: 'container.failed', data: { exit_status: 3 } },
    });
    // Between the streams there is no order.
    expect(['out\nerr', 'errout\n']).toContain(worker.logOf(run_id));
    const endless = shellJob('while :; do sleep 0.1; done', { timeout: '1s' });
    expect(await worker.run(endless)).toMatchObject({
      error: { code: 'container.timed-out', data: { exit_status: 28 } },
    });
    expect(await containers()).toEqual([]);
  });

  it('connections work for the own user of the image, and a name that it lacks is refused', async () => {
    const run_id = randomUUID();
    const job = (user: string) =>
      shellJob('id -u; "$LAVA_CONN_X" a', { connections: { x: 'c1' }, host_config: { user } });
    expect(await worker.run(job(''), { dispatch: { run_id } })).toMatchObject({ status: 'complete' });
    expect(worker.logOf(run_id)).toBe('0\ns');
    // Podman looks the name up when it creates the container.
    expect(await worker.run(job('no-such-user'))).toMatchObject({
      error: { code: 'container.create-failed', message: expect.stringContaining('no-such-user') as string },
    });
    expect(await containers()).toEqual([]);
    expect(await worker.leftovers()).toEqual([]);
  });

  it('a program that is not there is a failed start, and a wrong password a refused pull', async () => {
    expect(await worker.run(shellJob('', { command: 'no-such-program' }))).toMatchObject({
      error: { code: 'container.start-failed', details: { exitStatus: 127 } },
    });
    const stranger = await makePlainWorker({
      connections: { dk: { ...dockerConnection(podman.server), user: 'stranger' } },
    });
    expect(await stranger.run(shellJob('true'))).toMatchObject({
      error: { _tag: 'ImagePullError', details: { reason: 'refused' } },
    });
    await stranger.dispose();
    expect(await containers()).toEqual([]);
  });
});
