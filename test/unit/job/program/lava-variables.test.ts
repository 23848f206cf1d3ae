import { describe, expect, it } from 'vitest';

import { lavaVariables } from '../../../../src/job/program/lava-variables.js';
import { makeTestContext, makeTestJob, makeTestRealm } from '../../../../src/testing/index.js';

describe('lavaVariables', () => {
  it('are the six of every job', async () => {
    const context = makeTestContext();
    expect(lavaVariables(makeTestJob(), context)).toEqual({
      LAVA_JOB_ID: 'test/job',
      LAVA_OWNER: 'tester',
      LAVA_REALM: 'test',
      LAVA_RUN_ID: '11111111-1111-4111-8111-111111111111',
      LAVA_S3_TMP: context.s3Temp,
      LAVA_WORKER: 'core',
    });
    await context.dispose();
  });

  it('have the key of a realm that has one', async () => {
    const context = makeTestContext({ realm: makeTestRealm({ s3_key: 'alias/k' }) });
    expect(lavaVariables(makeTestJob(), context)['LAVA_S3_KEY']).toBe('alias/k');
    await context.dispose();
  });
});
