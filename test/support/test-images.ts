import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  askEngine,
  callEngine,
  type EngineClient,
  engineClient,
  followEngine,
} from '../../scripts/lib/engine-client.mjs';
import { debianRoot } from '../../scripts/lib/debian-root.mjs';
import { mustRun } from '../../scripts/lib/run-command.mjs';
import { tarArchive } from '../../scripts/lib/tar.mjs';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';

/** A file of an image. */
export interface ImageFile {
  readonly path: string;
  readonly text: string;
}

/** An image to make: busybox with some more. */
export interface TestImage {
  /** `repository:tag` without the registry; all of them name the same image. */
  readonly names: readonly string[];
  /** Debian packages that are in it, with all that they depend on; they are unpacked and not set up. */
  readonly packages?: readonly string[];
  /** Programs and other files; all of them can be executed. */
  readonly files?: readonly ImageFile[];
  /** Symbolic links: where they lead, by path. `{ 'bin/sh': 'dash' }` */
  readonly links?: Readonly<Record<string, string>>;
  /** As in a Dockerfile: `ENV A=b`, `ENTRYPOINT ["/e"]`. */
  readonly changes?: readonly string[];
}

/** Makes an image, puts it into the registry of the test run under its names, and takes it from the engine again. */
export const publishTestImage = async (image: TestImage): Promise<void> => {
  await keepTestImage(image);
  for (const name of image.names) await push(name);
  await removeTestImages(image.names);
};

/** Makes an image on the engine; the registry does not learn of it. */
export const keepTestImage = async ({ names, changes = [], ...content }: TestImage): Promise<void> => {
  const engine = testEngine();
  const [first = '', ...others] = names.map(withRegistry);
  const query = new URLSearchParams({ fromSrc: '-', repo: first.replace(/:[^:/]*$/, ''), tag: tagOf(first) });
  for (const change of changes) query.append('changes', change);
  const headers = { 'Content-Type': 'application/x-tar' };
  await followEngine(engine, {
    method: 'POST',
    path: `/images/create?${query.toString()}`,
    headers,
    body: await root(content),
  });
  for (const other of others) {
    const tag = { repo: other.replace(/:[^:/]*$/, ''), tag: tagOf(other) };
    await callEngine(engine, { method: 'POST', path: `/images/${first}/tag`, query: tag });
  }
};

/** Takes the images of some repositories from the engine, whether they have tags or were pulled by digest. */
export const removeTestImages = async (names: readonly string[]): Promise<void> => {
  const engine = testEngine();
  const repositories = new Set(names.map((name) => withRegistry(name).replace(/:[^:/]*$/, '')));
  for (const repository of repositories) {
    const query = { filters: JSON.stringify({ reference: [repository] }) };
    const images: unknown = await askEngine(engine, { method: 'GET', path: '/images/json', query });
    for (const { Id: id } of images as readonly { readonly Id: string }[])
      await engine.send({ method: 'DELETE', path: `/images/${id}`, query: { force: '1' } });
  }
};

/** The id of an image on the engine. */
export const imageIdOf = async (reference: string): Promise<string> => {
  const path = `/images/${reference}/json`;
  const image = (await askEngine(testEngine(), { method: 'GET', path })) as { readonly Id: string };
  return image.Id;
};

/** Direct access to the engine of the test run. */
export const testEngine = (): EngineClient => engineClient(engineUnderTest().server);

/** A name with the registry of the test run before it. */
export const withRegistry = (name: string): string => `${engineUnderTest().registry}/${name}`;

const tagOf = (reference: string): string => reference.slice(reference.lastIndexOf(':') + 1);

const push = async (name: string): Promise<void> => {
  const { registry, username, password } = engineUnderTest();
  const auth = JSON.stringify({ username, password, serveraddress: registry });
  await followEngine(testEngine(), {
    method: 'POST',
    path: `/images/${withRegistry(name).replace(/:[^:/]*$/, '')}/push`,
    query: { tag: tagOf(name) },
    // The padding is needed: the engine ignores the header without it.
    headers: {
      'X-Registry-Auth': Buffer.from(auth).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    },
    timeoutMs: 120_000,
  });
};

/** The file system of busybox with some more in it; what comes later takes the place of what was there. */
const root = async ({
  packages = [],
  files = [],
  links = {},
}: Pick<TestImage, 'packages' | 'files' | 'links'>): Promise<Buffer> => {
  const busybox = process.env['LAVA_TEST_BUSYBOX_TAR'];
  if (busybox === undefined)
    throw new Error('LAVA_TEST_BUSYBOX_TAR is not set: run this test through npm test, which provides it');
  const below = packages.length === 0 ? [] : [await debianRoot(packages, () => undefined)];
  const own = tarArchive([
    ...files.map(({ path, text }) => ({
      path,
      type: 'file' as const,
      mode: 0o755,
      content: Buffer.from(text),
    })),
    ...Object.entries(links).map(([path, target]) => ({ path, type: 'link' as const, target })),
  ]);
  return laidOver([busybox, ...below], own);
};

/** One archive of several. An engine refuses one that has a path twice, so they are unpacked one over the other. */
const laidOver = async (archives: readonly string[], last: Buffer): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-test-image-'));
  const unpacked = join(folder, 'root');
  const own = join(folder, 'own.tar');
  const merged = join(folder, 'root.tar');
  try {
    await mkdir(unpacked);
    await writeFile(own, last);
    for (const archive of [...archives, own])
      await mustRun('tar', ['-x', '-p', '-f', archive, '-C', unpacked]);
    await mustRun('tar', ['-c', '-f', merged, '--numeric-owner', '-C', unpacked, '.']);
    return await readFile(merged);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
