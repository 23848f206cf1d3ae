import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ContainerSpec } from '../../../src/ports/container.js';
import { calm, readOutput, right, run, some, withRealEngine, type RealEngine } from './real-engine.js';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Runs a container that writes the given bytes to its stdout. */
const withBytes = async (
  bytes: Uint8Array,
  test: (real: RealEngine, mounts: ContainerSpec['mounts']) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-engine-test-'));
  try {
    await writeFile(join(folder, 'bytes'), bytes);
    await withRealEngine((real) => test(real, [{ source: folder, target: '/b', readOnly: true }]));
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('the output of a container', () => {
  it('is complete from its first line, every time', async () => {
    await withRealEngine(async ({ create }) => {
      for (let turn = 0; turn < 20; turn += 1) {
        const { stdout } = await run(await create('echo first; printf last'));
        expect(stdout.toString()).toBe('first\nlast');
      }
    });
  });

  it('has every byte of 40 MB in short lines', async () => {
    const bytes = Buffer.from(
      Array.from({ length: 4_000_000 }, (_, index) => `${index}`.padStart(9)).join('\n'),
    );
    await withBytes(bytes, async ({ create }, mounts) => {
      const { stdout } = await run(await create('cat /b/bytes', { mounts }));
      expect(stdout).toHaveLength(bytes.length);
      expect(sha256(stdout)).toBe(sha256(bytes));
    });
  });

  it('holds the container back while nobody reads, and no memory is filled', async () => {
    await withRealEngine(async ({ create }) => {
      const container = await create('head -c 100000000 /dev/zero; echo done >&2');
      const output = await right(container.attach(calm()));
      await right(container.start(calm()));
      const chunks = output[Symbol.asyncIterator]();
      await chunks.next();
      const before = process.memoryUsage();
      // It would have ended by the time that this has come back, were it not held back.
      await run(await create('head -c 20000000 /dev/zero'));
      const after = process.memoryUsage();
      expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(30_000_000);
      expect(some(await right(container.inspect(calm()))).status).toBe('running');
      output.close();
      expect(await right(container.wait(calm()))).toMatchObject({ state: { exitStatus: 0 } });
    });
  });
});

describe('the log that the engine keeps', () => {
  it.each<readonly [string, Buffer]>([
    ['random bytes', randomBytes(300_000).map((byte) => (byte === 10 ? 11 : byte)) as Buffer],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x61, 0x0a, 0, 0x0a, 0xc3])],
    ['an unterminated last line', Buffer.from('first\nlast')],
    ['empty lines', Buffer.from('\n\n\nx\n\n')],
    [
      'long lines',
      Buffer.from(`${'あ'.repeat(40_000)}\n${'b'.repeat(16_383)}\n${'c'.repeat(16_385)}\nend\n`),
    ],
  ])('has every byte: %s', async (_, bytes) => {
    await withBytes(bytes, async ({ create }, mounts) => {
      const container = await create('cat /b/bytes', { mounts });
      await run(container);
      const { stdout } = await readOutput(await right(container.readLog(calm())));
      expect(stdout).toHaveLength(bytes.length);
      expect(sha256(stdout)).toBe(sha256(bytes));
    });
  });

  it('completes an attach that was closed early', async () => {
    await withRealEngine(async ({ create }) => {
      const container = await create('for i in $(seq 20000); do echo "line $i"; done');
      const output = await right(container.attach(calm()));
      await right(container.start(calm()));
      let seen = 0;
      for await (const { bytes } of output) {
        seen += bytes.length;
        output.close();
      }
      await right(container.wait(calm()));
      const { stdout } = await readOutput(await right(container.readLog(calm())));
      expect(stdout.length).toBeGreaterThan(seen);
      expect(stdout.toString()).toBe(Array.from({ length: 20_000 }, (_, i) => `line ${i + 1}\n`).join(''));
    });
  });
});
