import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { makeSystemClock } from '../../../src/adapters/local/index.js';
import { type JobEvent, runAsPromise } from '../../../src/index.js';
import { makeTestContext, makeTestJob } from '../../../src/testing/index.js';
import { describeCases } from '../../support/describe-cases.js';
import { newRunId } from '../../support/job-bench.js';
import { containerOf, errorOf, failureOf } from '../../support/run-results.js';
import { endlessCommand } from '../../support/scripts.js';

const endless = { parameters: { command: endlessCommand } };

describeCases('the abort of a docker job', [], ({ bench, group }) => {
  it('case 60: an abort stops and removes the container and stores its log; a second one is harmless', () =>
    bench(async ({ start, events }) => {
      const running = start(endless);
      await running.container();
      await waitFor('the first output', () => events.ofKind('output').length > 0, { timeoutMs: 30_000 });
      running.abort();
      running.abort();
      const ended = await running.ended;
      running.abort();
      expect(errorOf(ended)).toMatchObject({ _tag: 'JobAbortedError', details: { phase: 'run' } });
      expect(failureOf(ended).error_data).toMatchObject({ outcome: 'cancelled' });
      expect(ended.log).toBe('begun\n');
      // Stopped, not killed: it had the time to end by itself.
      expect(containerOf(ended).State).toMatchObject({ Status: 'exited', ExitCode: 143 });
    }));

  it('case 60: the promise of a run that is aborted rejects', () =>
    bench(async ({ jobType, temporaryRoot, engine }) => {
      const runId = newRunId(group);
      const temporaryDirectory = join(temporaryRoot, '..', 'own');
      await mkdir(temporaryDirectory);
      const context = makeTestContext({ temporaryDirectory, host: { uid: 0, gid: 0 } });
      const job = makeTestJob({
        payload: 'img:1',
        run_id: runId,
        parameters: { docker: 'dk', command: endlessCommand },
      });
      const running = runAsPromise(jobType, job, { ...context, clock: makeSystemClock() });
      await waitFor('the start', () => engine.requestsTo('POST', /\/start$/)[0]?.status() === 204, {
        timeoutMs: 30_000,
      });
      context.abort();
      await expect(running).rejects.toMatchObject({ _tag: 'JobAbortedError' });
    }));

  it.each(['resolve', 'pull', 'create', 'run', 'store-log', 'remove'])(
    'case 60: an abort at the begin of the phase %s leaves nothing',
    (phase) =>
      bench(async ({ run }) => {
        const controller = new AbortController();
        const abortAtPhase = (event: JobEvent): void => {
          if (event.kind === 'phase-started' && event.phase === phase) controller.abort();
        };
        const ended = await run(
          { parameters: { command: 'echo x' } },
          { events: abortAtPhase, signal: controller.signal },
        );
        // Once the program has ended by itself its result stands.
        if (phase === 'store-log' || phase === 'remove') expect(ended.run.status).toBe('complete');
        else expect(errorOf(ended)._tag).toBe('JobAbortedError');
      }),
  );
});
