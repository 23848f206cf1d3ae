import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFileLock } from '../../../scripts/lib/file-lock.mjs';
import { temporaryFolder } from './temporary-folder.js';

describe('a file lock', () => {
  it('lets one in after the other', async () => {
    const lock = join(temporaryFolder(), 'lock');
    const events: string[] = [];
    const enter = (name: string): Promise<void> =>
      withFileLock(lock, async () => {
        events.push(`${name} in`);
        await Promise.resolve();
        events.push(`${name} out`);
      });
    await Promise.all([enter('one'), enter('other')]);
    expect(events).toEqual(['one in', 'one out', 'other in', 'other out']);
  });

  it('is given back when the action fails', async () => {
    const lock = join(temporaryFolder(), 'lock');
    await expect(withFileLock(lock, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from a process that has ended', async () => {
    const lock = join(temporaryFolder(), 'lock');
    writeFileSync(lock, String(spawnSync('true').pid));
    await expect(withFileLock(lock, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
