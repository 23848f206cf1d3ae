import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { makeOutputLog } from '../../../../src/job/program/output-log.js';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'output-log-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});
const makeLog = (fileName = 'log') => makeOutputLog({ directory: join(root, 'spool'), fileName });

describe('an output log', () => {
  it('gives back what it took, byte for byte, as often as it is asked', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 200_000 }), { maxLength: 8 }),
        fc.uuid(),
        async (pieces, name) => {
          const log = makeLog(name);
          for (const piece of pieces) await log.append(piece);
          const body = log.body();
          const expected = Buffer.concat(pieces);
          expect(body.size).toBe(expected.length);
          expect((await buffer(body.open())).equals(expected)).toBe(true);
          expect((await buffer(body.open())).equals(expected)).toBe(true);
          expect(log.tail()).toBe(new TextDecoder().decode(expected.subarray(-2000)));
          await log.dispose();
        },
      ),
      { numRuns: 25 },
    ));

  it('keeps bytes that the caller overwrites afterwards', async () => {
    const log = makeLog();
    const bytes = Buffer.from('first');
    await log.append(bytes);
    bytes.fill('x');
    expect((await buffer(log.body().open())).toString()).toBe('first');
  });

  it('makes no file for little output', async () => {
    const log = makeLog();
    await log.append(Buffer.alloc(256 * 1024));
    expect(existsSync(join(root, 'spool'))).toBe(false);
    await log.dispose();
  });

  it('writes more to a file that only its user can read, and removes it', async () => {
    const log = makeLog();
    await log.append(Buffer.alloc(300 * 1024));
    expect(statSync(join(root, 'spool', 'log')).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, 'spool')).mode & 0o777).toBe(0o700);
    await log.dispose();
    await log.dispose();
    expect(await readdir(join(root, 'spool'))).toEqual([]);
  });

  it('leaves the file when it is kept, and says where', async () => {
    const log = makeLog();
    await log.append(Buffer.from('why'));
    const path = await log.keep();
    await log.dispose();
    expect(readFileSync(path, 'utf8')).toBe('why');
  });

  it('goes on counting when the file cannot be written, and says so', async () => {
    await writeFile(join(root, 'spool'), 'a file in the place of the directory');
    const log = makeLog();
    await log.append(Buffer.alloc(300 * 1024, 'a'));
    await log.append(Buffer.from('end'));
    expect(log.failure()?.message).toContain('Cannot write');
    expect([log.size(), log.tail().endsWith('aend')]).toEqual([300 * 1024 + 3, true]);
    await log.dispose();
  });
});
