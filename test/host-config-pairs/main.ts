import { readFileSync } from 'node:fs';

import { checkPair } from './check-pair.js';
import { readPairs } from './read-pairs.js';

/** Checks every pair of a file, prints those that do not hold, and ends with a line of totals. */
export const checkFile = (file: string): boolean => {
  const results = readPairs(readFileSync(file, 'utf8')).map((pair) => ({ pair, problem: checkPair(pair) }));
  const failed = results.filter(({ problem }) => problem !== undefined);
  for (const { pair, problem } of failed)
    console.log(`${pair.id}: ${JSON.stringify(pair.host_config)}: ${problem ?? ''}`);
  console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0;
};
