import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { connectionItems, stateItems } from '../support/aws/look-up-records.js';
import { nodeVersionWarning } from '../support/aws/node-version-warning.js';
import { type Programs, transpilePrograms } from '../support/typescript-program.js';
import type { LookUpsReport } from './run-look-ups.js';

const count = 10_000;

let aws: LavaOnAws;
let programs: Programs;
beforeAll(async () => {
  aws = await startLavaOnAws();
  await aws.tables.put('lava.dev.connections', ...connectionItems());
  await aws.tables.put('lava.dev.state', ...stateItems());
  programs = transpilePrograms();
}, 120_000);
afterAll(async () => {
  programs.dispose();
  await aws.close();
});

describe('ten thousand look-ups', () => {
  it('of connections, and as many of state, give what they should, and the worker grows by less than 96 MB', async () => {
    const program = programs.start('test/aws/run-look-ups.ts', [aws.database.url, String(count)]);
    const { exitCode, stdout, stderr } = await program.ended(290_000);
    expect({ exitCode, stderr: stderr.replace(nodeVersionWarning, '') }).toEqual({ exitCode: 0, stderr: '' });
    const report = JSON.parse(stdout) as LookUpsReport;
    expect(report).toMatchObject({ connections: count, states: count });
    expect(report.rss.peak - report.rss.before).toBeLessThan(96 * 1000 * 1000);
  }, 300_000);
});
