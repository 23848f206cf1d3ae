import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEngine, engineClient } from '../../scripts/lib/engine-client.mjs';
import { hasImage, importImage, removeImage } from '../../scripts/lib/images.mjs';
import { busyboxImage, provision } from '../../scripts/lib/provision.mjs';
import { registryImage } from '../../scripts/lib/registry-container.mjs';
import { runCommand } from '../../scripts/lib/run-command.mjs';
import { tarArchive } from '../../scripts/lib/tar.mjs';

/**
 * The way of a machine that has a Docker engine but neither Debian nor root: there the engine pulls `registry:2` and
 * `busybox:stable` from Docker Hub. Tests go to no address but 127.0.0.1, so unless the engine has those images, local
 * ones of the same names stand in for them, made of the same programs as Debian packages them. Everything else is
 * real. Not covered is the pull from Docker Hub, and what the real images do in their entry points.
 */

const engine = engineClient(required('LAVA_TEST_ENGINE'));
const env = { ...process.env, DOCKER_HOST: engine.server, LAVA_DEMO_TOOLS: 'containers' };
const standIns: string[] = [];

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this test with npm test.`);
  return value;
}

async function standIn(image: string, root: () => Buffer, command: string): Promise<void> {
  if (await hasImage(engine, image)) return;
  await importImage(engine, root(), image, command);
  standIns.push(image);
}

function registryRoot(): Buffer {
  const program = required('LAVA_TEST_REGISTRY_PROGRAM');
  const libraries = execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  const configuration = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: '/var/lib/registry' } },
    http: { addr: ':5000' },
  };
  return tarArchive([
    { path: 'bin/registry', type: 'file', mode: 0o755, content: readFileSync(program) },
    ...[...new Set(libraries)].map((path) => ({
      path: path.slice(1).replace(/:$/, ''),
      type: 'file' as const,
      mode: 0o755,
      content: readFileSync(realpathSync(path.replace(/:$/, ''))),
    })),
    {
      path: 'etc/docker/registry/config.yml',
      type: 'file',
      content: Buffer.from(JSON.stringify(configuration)),
    },
  ]);
}

beforeAll(async () => {
  await standIn(registryImage, registryRoot, '["/bin/registry", "serve", "/etc/docker/registry/config.yml"]');
  await standIn(busyboxImage, () => readFileSync(required('LAVA_TEST_BUSYBOX_TAR')), '["/bin/sh"]');
});

afterAll(async () => {
  for (const image of standIns) await removeImage(engine, image);
});

describe('provisioning with containers', () => {
  it('runs a registry that asks for a password and holds the image under each name', async () => {
    const deferred: (() => unknown)[] = [];
    const context = {
      say: () => undefined,
      heading: () => undefined,
      defer: (cleanUp: () => unknown) => void deferred.push(cleanUp),
      signal: AbortSignal.timeout(60_000),
    };
    try {
      const { registry } = await provision(['some/image:latest', 'other:1'], context, env);
      const basic = Buffer.from(`${registry.user}:${registry.password}`).toString('base64');
      const tags = (headers: Record<string, string>) =>
        fetch(`http://${registry.address}/v2/some/image/tags/list`, { headers });

      expect((await tags({})).status).toBe(401);
      expect(await (await tags({ Authorization: `Basic ${basic}` })).json()).toEqual({
        name: 'some/image',
        tags: ['latest'],
      });
      expect(await hasImage(engine, `${registry.address}/other:1`)).toBe(false);
    } finally {
      for (const cleanUp of deferred.reverse()) await cleanUp();
    }
  });

  it('is all that the demo needs', async () => {
    const TMPDIR = mkdtempSync(join(tmpdir(), 'lava-demo-test-'));
    try {
      const { exitCode, output } = await runCommand(process.execPath, ['scripts/demo.mjs'], {
        env: { ...env, TMPDIR },
      });
      expect(output).toContain('Running a registry in a container of the image registry:2.');
      expect(output).toContain('3 of 3 jobs succeeded.');
      expect(exitCode).toBe(0);
    } finally {
      rmSync(TMPDIR, { recursive: true });
    }
  });

  it('leaves no container of the registry behind', async () => {
    const filters = JSON.stringify({ ancestor: [registryImage] });
    const query = { all: '1', filters };
    expect(await askEngine(engine, { method: 'GET', path: '/containers/json', query })).toEqual([]);
  });
});
