import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { describeCases } from '../../support/describe-cases.js';
import { inspectContainer } from '../../support/engine-containers.js';
import type { Bench, Running } from '../../support/job-bench.js';
import type { ProxyAnswer, RecordedRequest } from '../../support/recording-proxy.js';
import { failureOf, resultOf } from '../../support/run-results.js';
import { awaitGo } from '../../support/scripts.js';

/** Settles when the engine has been asked to tell of the end of the container. */
const waitIsOpen = async ({ engine }: Bench, times = 1): Promise<void> => {
  await waitFor(
    'a request to wait',
    () =>
      engine.requestsTo('POST', /\/wait$/).length >= times &&
      engine.open().some(({ path }) => path.endsWith('/wait')),
    { timeoutMs: 30_000 },
  );
};

/** How often the engine has told how the container stands. */
const answeredLooks = ({ engine }: Bench): number =>
  engine.requestsTo('GET', /^\/containers\/[^/]+\/json$/).filter((request) => request.status() === 200)
    .length;

const letGo = ({ temporaryDirectory }: Running): Promise<void> =>
  writeFile(join(temporaryDirectory, 'go'), '');

/** Settles when the container has ended. */
const hasEnded = async (id: string): Promise<void> => {
  await waitFor(
    'the end of the container',
    async () => (await inspectContainer(id))?.State.Status === 'exited',
    {
      timeoutMs: 30_000,
    },
  );
};

describeCases('a docker job that loses the engine', [], ({ bench }) => {
  it('case 55: a wait that breaks while the container runs is opened again, and the true status is reported', () =>
    bench(async (made) => {
      const running = made.start({ parameters: { command: `sh -c '${awaitGo}; exit 5'` } });
      await running.container();
      await waitIsOpen(made);
      made.engine.cut(/\/wait$/);
      await waitIsOpen(made, 2);
      await letGo(running);
      const ended = await running.ended;
      expect(failureOf(ended)).toMatchObject({
        error: 'Failed with exit status 5',
        error_data: { exit_status: 5, outcome: 'exited' },
      });
      expect(made.engine.requestsTo('POST', /\/stop$/)).toEqual([]);
    }));

  it('case 55: a wait that breaks when the container has ended with 0 is a success', () => {
    let cuts = 0;
    const cutOnce = async ({ path }: RecordedRequest): Promise<ProxyAnswer | undefined> => {
      const [, id] = /^\/containers\/([^/]+)\/wait$/.exec(path) ?? [];
      if (id === undefined || cuts > 0) return undefined;
      cuts += 1;
      await hasEnded(id);
      return 'cut';
    };
    return bench({ engineAnswers: cutOnce }, async ({ run }) => {
      const ended = await run({ parameters: { command: `sh -c 'sleep 0.3; echo done'` } });
      expect(resultOf(ended)).toMatchObject({ exit_status: 0 });
      expect(ended.log).toBe('done\n');
      expect(cuts).toBe(1);
    });
  });

  it.each([
    ['all connections break', /./, 2],
    ['the output alone breaks', /\/attach$/, 1],
  ])('case 55: when %s while the container runs, status and log are complete', (_, broken, waits) =>
    bench(async (made) => {
      const script = `echo before; ${awaitGo}; echo after; exit 6`;
      const running = made.start({ parameters: { command: `sh -c '${script}'` } });
      await running.container();
      await waitIsOpen(made);
      await waitFor('the first output', () => made.events.ofKind('output').length > 0, { timeoutMs: 30_000 });
      const looks = answeredLooks(made);
      made.engine.cut(broken);
      await waitIsOpen(made, waits);
      // The container ends soon after: it must not pass for one whose output ended with it.
      await waitFor('a look at the container', () => answeredLooks(made) > looks, { timeoutMs: 30_000 });
      await letGo(running);
      const ended = await running.ended;
      expect(failureOf(ended).error_data).toMatchObject({
        exit_status: 6,
        outcome: 'exited',
        details: { log: { complete: true } },
      });
      expect(ended.log).toBe('before\nafter\n');
    }),
  );
});
