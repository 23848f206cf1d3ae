import { callEngine, engineClient } from '../../scripts/lib/engine-client.mjs';
import { waitFor } from '../../scripts/lib/wait-for.mjs';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';

/**
 * A script for `sh -c` whose child takes more memory than 16 MiB and is killed. It goes on until it gets SIGTERM, and ends
 * then as a killed program does: an engine that learns of an end before it learns why may not connect the two.
 */
export const outOfMemoryScript =
  'trap "exit 137" TERM; (x=$(head -c 50000000 /dev/zero | tr "\\000" a); echo "$x"); while :; do sleep 0.1; done';

/** Waits until the engine knows that memory ran out in a container, and lets its script end. */
export const endWithoutMemory = async (idOrName: string): Promise<void> => {
  const engine = engineClient(engineUnderTest().server);
  const filters = JSON.stringify({ container: [idOrName], event: ['oom'] });
  await waitFor(
    'the engine to tell that memory ran out',
    async () => {
      const until = String(Math.ceil(Date.now() / 1000));
      const call = { method: 'GET', path: '/events', query: { since: '1', until, filters } } as const;
      return (await callEngine(engine, call)).length > 0;
    },
    { timeoutMs: 30_000 },
  );
  const path = `/containers/${encodeURIComponent(idOrName)}/kill`;
  await callEngine(engine, { method: 'POST', path, query: { signal: 'TERM' } });
};
