import { afterAll, beforeAll, expect, it } from 'vitest';

import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { type S3Sink, startS3Sink } from '../support/aws/s3-sink.js';
import { jsonItem } from '../support/aws/state-items.js';
import { type Programs, transpilePrograms } from '../support/typescript-program.js';
import type { LoadReport } from './run-load.js';

const lookups = 10_000;
const megabytes = 2048;

/** The SDK warns of old versions of Node, which the package supports as long as the SDK does. */
const withoutNodeWarning = (stderr: string): string =>
  stderr.replace(/^\(node:\d+\) Warning: NodeVersionSupportWarning[^]*?was created\)\n/, '');

let programs: Programs;
let lava: LavaOnAws;
let sink: S3Sink;

beforeAll(async () => {
  programs = transpilePrograms();
  lava = await startLavaOnAws();
  sink = await startS3Sink();
  for (let index = 0; index < 10; index += 1) {
    await lava.tables.put('lava.dev.connections', { conn_id: { S: `c${index}` }, type: { S: 'docker' } });
    await lava.tables.put('lava.dev.state', jsonItem(`s${index}`, '{"n": 1}'));
  }
});

afterAll(async () => {
  await sink.close();
  await lava.close();
  programs.dispose();
});

it(
  '10,000 look-ups and a log of 2 GB let a worker grow by less than 96 MB',
  { timeout: 300_000 },
  async () => {
    const program = programs.start('test/aws/run-load.ts', [
      lava.database.url,
      sink.url,
      String(lookups),
      String(megabytes),
    ]);
    const { exitCode, stdout, stderr } = await program.ended(290_000);
    expect({ exitCode, stderr: withoutNodeWarning(stderr) }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    const report = JSON.parse(stdout) as LoadReport;
    expect(report.found).toBe(2 * lookups);
    expect(sink.object().reduce((sum, { bytes }) => sum + bytes, 0)).toBe(megabytes * 2 ** 20);
    expect(sink.object().map(({ md5 }) => md5)).toEqual(report.md5s);
    expect(report.rss.peak - report.rss.before).toBeLessThan(96 * 1000 * 1000);
  },
);
