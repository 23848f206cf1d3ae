import { inspect } from 'node:util';

import { expect } from 'vitest';

import type { Bench, Ended } from './job-bench.js';

/**
 * Searches all that others can see of a run for its secrets: what the engine was told and says of the container, which
 * is what `docker inspect` shows; the package's log and events; the result, or the error; the log of the job.
 */
export const expectNowhere = (secrets: readonly string[], bench: Bench, ended: Ended): void => {
  const requests = bench.engine.requests.map((request) => [request.path, request.headers, request.body()]);
  const seen = {
    requests,
    container: ended.container,
    entries: bench.logger.entries,
    events: bench.events.all,
    run: ended.run,
    log: ended.log,
  };
  for (const [where, value] of Object.entries(seen))
    for (const text of [JSON.stringify(value), inspect(value, everything)])
      for (const secret of secrets) expect(holds(text, secret), `a secret in ${where}`).toBe(false);
};

const everything = { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity };

/** Whether it stands in a text as it is, or as JSON has it. */
const holds = (text: string | undefined, secret: string): boolean =>
  text !== undefined && (text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1)));
