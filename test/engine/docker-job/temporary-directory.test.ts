import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { hostIdentity, makeSystemClock } from '../../../src/adapters/local/index.js';
import { toPromise } from '../../../src/index.js';
import { makeTestContext, makeTestJob } from '../../../src/testing/index.js';
import { describeCases } from '../../support/describe-cases.js';
import { type Bench, jobWith, newRunId } from '../../support/job-bench.js';
import { environmentOf, failureOf, resultOf } from '../../support/run-results.js';
import { awaitGo } from '../../support/scripts.js';

/** Makes a value, and all that is in it, unchangeable: a write to it throws. */
const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};

/** What containers were made from, without what must differ. */
const createdFrom = ({ engine }: Bench): readonly unknown[] =>
  engine
    .requestsTo('POST', /^\/containers\/create$/)
    .map((request) => ({ ...(JSON.parse(request.body()) as object), name: undefined }));

describeCases('the temporary directory and the job of a run', [], ({ bench, group }) => {
  it('case 86: two attempts leave the job as it is, and make the same container', () =>
    bench(async (made) => {
      const changes = deepFreeze({
        iteration_limit: 2,
        parameters: {
          command: 'sh -c "echo {{vars.v}}; exit 1"',
          vars: { v: 'a' },
          env: { A: '{{vars.v}}' },
          host_config: { cpu_shares: 512 },
        },
      });
      expect(failureOf(await made.run(changes)).error).toBe('Failed with exit status 1');
      const [first, second, ...others] = createdFrom(made);
      expect(others).toEqual([]);
      expect(first).toBeDefined();
      expect(second).toEqual(first);
    }));

  it('case 86: two runs of one frozen job with one run id make the same container', () =>
    bench(async (made) => {
      const changes = deepFreeze(
        jobWith({ parameters: { command: 'true', host_config: { ports: { '9': null } } } }),
      );
      const dispatch = deepFreeze({ run_id: newRunId(group) });
      resultOf(await made.run(changes, { dispatch }));
      resultOf(await made.run(changes, { dispatch }));
      const [first, second] = createdFrom(made);
      expect(second).toEqual(first);
    }));

  it('case 87: what the container writes to LAVA_TMP is on the host, of the user of the worker', () =>
    bench(async ({ start, temporaryRoot }) => {
      const script = `echo content > "$LAVA_TMP/.f"; mv "$LAVA_TMP/.f" "$LAVA_TMP/file"; ${awaitGo}`;
      const running = start({ parameters: { command: `sh -c '${script}'` } });
      const file = join(running.temporaryDirectory, 'file');
      await waitFor('the file', () => stat(file).catch(() => undefined), { timeoutMs: 30_000 });
      expect(await readFile(file, 'utf8')).toBe('content\n');
      expect((await stat(file)).uid).toBe(hostIdentity().uid);
      await writeFile(join(running.temporaryDirectory, 'go'), '');
      resultOf(await running.ended);
      // The worker cleans up.
      expect(await readdir(temporaryRoot)).toEqual([]);
    }));

  it('case 96: two jobs at once in one directory, with one run id, do not disturb each other', () =>
    bench(async ({ jobType, temporaryRoot, objects }) => {
      const temporaryDirectory = join(temporaryRoot, 'shared');
      await mkdir(temporaryDirectory, { recursive: true });
      const runId = newRunId(group);
      const child = (name: string, other: string) => {
        // Each waits for the other, so that both run at the same time.
        const script = `echo ${name} > ${name}; until [ -e ${other} ]; do sleep 0.05; done; cat ${other}`;
        const job = makeTestJob({
          job_id: `demo/${name}`,
          run_id: runId,
          payload: 'img:1',
          parameters: { docker: 'dk', command: `sh -c '${script}'` },
        });
        const context = makeTestContext({
          temporaryDirectory,
          host: hostIdentity(),
          s3Temp: `s3://b/tmp/demo/${name}/${runId}`,
          newId: () => newRunId(''),
        });
        return toPromise(jobType.run(job, { ...context, clock: makeSystemClock() }));
      };
      try {
        await Promise.all([child('one', 'two'), child('two', 'one')]);
        expect(objects.text(`s3://b/tmp/demo/one/${runId}/logs`)).toBe('two\n');
        expect(objects.text(`s3://b/tmp/demo/two/${runId}/logs`)).toBe('one\n');
      } finally {
        await rm(temporaryDirectory, { recursive: true });
      }
    }));

  it.each(['a:b:ro', 'a blank', 'a,b=c', 'ä"$x'])(
    'case 98: a temporary directory below %j is mapped like any other',
    (temporaryName) =>
      bench({ temporaryName }, async ({ start }) => {
        const running = start({ parameters: { command: `sh -c 'pwd; echo x > "$LAVA_TMP/f"; cat f'` } });
        const ended = await running.ended;
        resultOf(ended);
        expect(ended.log).toBe(`${running.temporaryDirectory}\nx\n`);
        expect(environmentOf(ended)['LAVA_TMP']).toBe(running.temporaryDirectory);
      }),
  );
});
