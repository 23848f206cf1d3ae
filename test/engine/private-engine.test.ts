import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createContainer } from '../../scripts/lib/containers.mjs';
import { isDebianRoot } from '../../scripts/lib/debian-packages.mjs';
import {
  callEngine,
  engineClient,
  whyNotAnswering,
  type EngineClient,
} from '../../scripts/lib/engine-client.mjs';
import { engineLayout } from '../../scripts/lib/engine-layout.mjs';
import { importImage } from '../../scripts/lib/images.mjs';
import { mountsBelow } from '../../scripts/lib/mounts.mjs';
import { ensurePrivateEngine, stopPrivateEngine } from '../../scripts/lib/private-engine.mjs';
import { listProcesses } from '../../scripts/lib/processes.mjs';

const image = 'busybox-of-the-private-engine:latest';
const folders: string[] = [];

function newProject(name = 'project'): string {
  const folder = mkdtempSync(join(tmpdir(), 'lava-private-engine-'));
  folders.push(folder);
  const project = join(folder, name);
  mkdirSync(project);
  return project;
}

const up = async (project: string): Promise<{ engine: EngineClient; started: boolean }> => {
  const { server, started } = await ensurePrivateEngine(() => undefined, project);
  return { engine: engineClient(server), started };
};

const pidIn = (file: string): number => Number(readFileSync(file, 'utf8'));

/** What of an engine is still there: processes, mounts, folders and its bridge. */
function traces(project: string): string[] {
  const { folder, runFolder, bridge } = engineLayout(project, tmpdir());
  const mentions = (text: string): boolean => text.includes(folder) || text.includes(runFolder);
  return [
    ...listProcesses()
      .map(({ argv }) => argv.join(' '))
      .filter(mentions),
    ...mountsBelow(readFileSync('/proc/self/mountinfo', 'utf8'), [folder, runFolder]),
    ...[folder, runFolder].filter((path) => existsSync(path)),
    ...readdirSync('/sys/class/net').filter((name) => name === bridge),
  ];
}

/** A container that has to be killed. */
async function runDeafContainer(engine: EngineClient): Promise<void> {
  await importImage(engine, busyboxTar(), image);
  const id = await createContainer(engine, {
    Image: image,
    Cmd: ['sh', '-c', 'trap "" TERM; while :; do sleep 1; done'],
  });
  await callEngine(engine, { method: 'POST', path: `/containers/${id}/start` });
}

function busyboxTar(): Buffer {
  const path = process.env['LAVA_TEST_BUSYBOX_TAR'];
  if (path === undefined) throw new Error('LAVA_TEST_BUSYBOX_TAR is not set: run this test with npm test.');
  return readFileSync(path);
}

afterEach(async () => {
  for (const folder of folders.splice(0)) {
    for (const name of readdirSync(folder)) await stopPrivateEngine(join(folder, name));
    rmSync(folder, { recursive: true });
  }
});

// It changes the system as only root may, and needs Debian's packages.
describe.skipIf(!isDebianRoot())('a private engine', () => {
  it('stays up and is used again', async () => {
    const project = newProject();
    expect((await up(project)).started).toBe(true);
    const { engine, started } = await up(project);
    expect(started).toBe(false);
    expect(await whyNotAnswering(engine)).toBeUndefined();
  });

  it('is started once by two commands that begin together', async () => {
    const project = newProject();
    const both = await Promise.all([up(project), up(project)]);
    expect(both.map(({ started }) => started).sort()).toEqual([false, true]);
  });

  it('runs beside the engine of another clone', async () => {
    const [one, other] = [newProject(), newProject()];
    const engines = [(await up(one)).engine, (await up(other)).engine];
    for (const engine of engines) expect(await whyNotAnswering(engine)).toBeUndefined();
    await stopPrivateEngine(one);
    const [, left] = engines;
    expect(left && (await whyNotAnswering(left))).toBeUndefined();
  });

  it('runs in a clone whose path is too long for sockets', async () => {
    const { engine } = await up(newProject('x'.repeat(90)));
    expect(engine.server).toMatch(/lava-engine-[0-9a-f]{8}\/docker\.sock$/);
    expect(await whyNotAnswering(engine)).toBeUndefined();
  });

  it('leaves nothing behind when it is stopped while a container runs', async () => {
    const project = newProject();
    const { engine } = await up(project);
    await runDeafContainer(engine);
    expect(await stopPrivateEngine(project)).toBe(true);
    expect(traces(project)).toEqual([]);
  });

  it('is cleared away and started anew when its processes were killed', async () => {
    const project = newProject();
    const layout = engineLayout(project, tmpdir());
    const { engine } = await up(project);
    await runDeafContainer(engine);
    for (const file of [layout.dockerdPid, layout.containerdPid]) process.kill(pidIn(file), 'SIGKILL');

    const again = await up(project);
    expect(again.started).toBe(true);
    const containers = await callEngine(again.engine, {
      method: 'GET',
      path: '/containers/json',
      query: { all: '1' },
    });
    expect(containers.toString().trim()).toBe('[]');
    await stopPrivateEngine(project);
    expect(traces(project)).toEqual([]);
  });

  it('says that there was nothing to stop', async () => {
    expect(await stopPrivateEngine(newProject())).toBe(false);
  });
});
