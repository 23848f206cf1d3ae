import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type S3Sink, startS3Sink } from '../support/aws/s3-sink.js';
import { nodeVersionWarning } from '../support/aws/node-version-warning.js';
import { type Programs, transpilePrograms } from '../support/typescript-program.js';
import type { LargeLogReport } from './run-large-log.js';

const megabytes = 2048;

let programs: Programs;
let sink: S3Sink;
beforeAll(async () => {
  programs = transpilePrograms();
  sink = await startS3Sink();
}, 120_000);
afterAll(async () => {
  await sink.close();
  programs.dispose();
});

describe('a log of 2 GB', () => {
  it('is stored byte for byte, and the worker grows by less than 96 MB', async () => {
    const program = programs.start('test/aws/run-large-log.ts', [sink.url, String(megabytes)]);
    const { exitCode, stdout, stderr } = await program.ended(290_000);
    expect({ exitCode, stderr: stderr.replace(nodeVersionWarning, '') }).toEqual({ exitCode: 0, stderr: '' });
    const report = JSON.parse(stdout) as LargeLogReport;
    expect(sink.object().reduce((sum, { bytes }) => sum + bytes, 0)).toBe(megabytes * 2 ** 20);
    expect(sink.object().map(({ md5 }) => md5)).toEqual(report.md5s);
    expect(report.rss.peak - report.rss.before).toBeLessThan(96 * 1000 * 1000);
  }, 300_000);
});
