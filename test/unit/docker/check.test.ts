import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { makeJobTypeRegistry } from '../../../src/job/job-type-registry.js';
import { runJob } from '../../../src/job/run-job/run-job.js';
import { makeFakeTemplateRenderer, makeInMemoryStateLookup } from '../../../src/testing/index.js';
import { withHarness } from './docker-harness.js';

describe('a docker job that is not acceptable', () => {
  it('is refused by runJob before anything is contacted or made', () =>
    withHarness({}, async ({ jobType, context, engine, connections }) => {
      const temporaryRoot = await mkdtemp(join(tmpdir(), 'check-test-'));
      const state = makeInMemoryStateLookup();
      const job = {
        job_id: 'j',
        type: 'docker',
        worker: 'core',
        enabled: true,
        payload: 'A/B',
        state: { s: 1 },
        parameters: { timeout: '0', vars: [], host_config: { privileged: true }, command: '"' },
      };
      const run = await runJob(makeJobTypeRegistry([jobType]), job, context.realm, {
        ...context,
        temporaryRoot,
        state,
        renderer: makeFakeTemplateRenderer(),
      })();
      expect(run).toMatchObject({ status: 'failed', error: { _tag: 'BadJobError', data: null } });
      expect(run.status === 'failed' && run.error.details).toMatchObject({
        problems: [
          { path: 'payload' },
          { path: 'parameters.timeout' },
          { path: 'parameters.host_config' },
          { path: 'parameters.vars' },
          { path: 'parameters.command' },
          { path: 'parameters.docker' },
        ],
      });
      expect([engine.calls, connections.lookups, state.lookups, await readdir(temporaryRoot)]).toEqual([
        [],
        [],
        [],
        [],
      ]);
      await rm(temporaryRoot, { recursive: true });
    }));
});
