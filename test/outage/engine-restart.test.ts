import { describe, expect, it } from 'vitest';

import {
  calm,
  left,
  readOutput,
  right,
  startUntilReady,
  withRealEngine,
} from '../engine/docker-engine/real-engine.js';
import { whyNoSecondEngine, withSecondEngine } from './second-engine.js';

const reason = whyNoSecondEngine();
const title = `a run during which the engine ends${reason === '' ? '' : ` (left out: ${reason})`}`;

/** Runs for some seconds, longer than an engine takes to end in the cases where that is to end it. */
const program = (seconds: number): string => `echo ready; sleep ${seconds}; echo over; exit 7`;

describe.skipIf(reason !== '')(title, () => {
  it.each([
    // With live-restore the container runs on, whatever happens to the engine.
    ['SIGKILL', true, 7],
    ['SIGTERM', true, 7],
    // Without, an engine that ends in order stops it; one that is killed does so when it starts again.
    ['SIGKILL', false, 137],
    ['SIGTERM', false, 137],
  ] as const)(
    'by %s, live-restore %s, gives the true outcome: %d',
    async (signal, liveRestore, exitStatus) => {
      await withSecondEngine({ liveRestore }, async (second) => {
        await withRealEngine(
          async ({ create }) => {
            const container = await create(program(liveRestore ? 4 : 100));
            const output = await startUntilReady(container);
            const waiting = right(container.wait(calm()));
            await second.kill(signal);
            const rest = await readOutput(output);
            await second.start();
            expect(await waiting).toMatchObject({ _tag: 'ended', state: { exitStatus } });
            expect(rest.stdout.toString()).toBe('');
            const log = await readOutput(await right(container.readLog(calm())));
            expect(log.stdout.toString()).toBe(liveRestore ? 'ready\nover\n' : 'ready\n');
          },
          { server: second.server },
        );
      });
    },
  );

  it('for good gives Unavailable, and nothing stays pending', async () => {
    await withSecondEngine({ liveRestore: false }, async (second) => {
      await withRealEngine(
        async ({ create }) => {
          const container = await create(program(100));
          (await startUntilReady(container)).close();
          const waiting = left(container.wait(calm()));
          await second.kill('SIGKILL');
          expect(await waiting).toMatchObject({ _tag: 'Unavailable', code: 'engine.unreachable' });
          expect((await left(container.inspect(calm())))._tag).toBe('Unavailable');
          expect((await left(container.stop({ ...calm(), graceMs: 1000 })))._tag).toBe('Unavailable');
          await second.start();
        },
        { server: second.server, reconnectWindowMs: 500 },
      );
    });
  });
});
