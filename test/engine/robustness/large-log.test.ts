import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Programs, transpilePrograms } from '../../support/typescript-program.js';
import type { LargeLogReport } from './run-large-log.js';

/** Enough to reach the memory that a log of any length takes; bench/ has the same with 1 GB. */
const megabytes = 256;

let programs: Programs;

beforeAll(() => {
  programs = transpilePrograms();
});

afterAll(() => {
  programs.dispose();
});

describe('a log of hundreds of megabytes', () => {
  it('is stored byte for byte, and the worker grows by less than 64 MB', async () => {
    const program = programs.start('test/engine/robustness/run-large-log.ts', [String(megabytes)]);
    const { exitCode, stdout, stderr } = await program.ended(110_000);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const report = JSON.parse(stdout) as LargeLogReport;
    expect(report).toMatchObject({
      status: 'complete',
      bytes: megabytes * 2 ** 20,
      result: { details: { log: { complete: true } } },
    });
    expect(report.containerSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.sha256).toBe(report.containerSha256);
    expect(report.rss.peak - report.rss.before).toBeLessThan(64 * 1000 * 1000);
  });
});
