/**
 * A program: runs one job that writes much, and says how much memory that took.
 * `run-large-log.ts MEGABYTES`; writes one line of JSON.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ObjectStore } from '../../../src/index.js';
import { makeHashingStore } from '../../support/hashing-store.js';
import { makePlainWorker, shellJob } from '../../support/plain-worker.js';
import { highestRss } from '../../support/highest-rss.js';

/** What the program says at its end. */
export interface LargeLogReport {
  readonly status: string;
  readonly result: unknown;
  readonly bytes: number;
  /** Of the log as it was stored. */
  readonly sha256: string;
  /** What the container has counted of what it wrote. */
  readonly containerSha256: string;
  /** Resident memory in bytes just before the run, and the most of it. */
  readonly rss: { readonly before: number; readonly peak: number };
  readonly phases: Readonly<Record<string, number>>;
}

/** Random bytes: of every value, lines of any length, not UTF-8. A number between them makes each piece another. */
const noise = (megabytes: number): string => `cd $LAVA_TMP
head -c 1048576 /dev/urandom > base
mkfifo copy
sha256sum < copy > sum &
i=0
while [ $i -lt ${megabytes} ]; do printf %08d $i; tail -c +9 base; i=$((i+1)); done | tee copy
wait`;

const megabytes = Number(process.argv[2]);
const runId = randomUUID();
const hashing = makeHashingStore();
let containerSha256 = '';

/** The run's directory is still there when the log is stored. */
const objects: ObjectStore = {
  ...hashing,
  put: (location, body, options) => async () => {
    const sum = await readFile(join(worker.temporaryRoot, runId, 'sum'), 'utf8');
    containerSha256 = sum.split(' ')[0] ?? '';
    return hashing.put(location, body, options)();
  },
};

const worker = await makePlainWorker({ deps: { objects } });
const phases: Record<string, number> = {};

// A worker's first run loads what all others use.
await worker.run(shellJob('true'));
const before = process.memoryUsage.rss();
let peak = before;
const sampling = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20);
const run = await worker.run(shellJob(noise(megabytes), { timeout: '30m' }), {
  dispatch: { run_id: runId },
  events: (event) => {
    if (event.kind === 'phase-ended') phases[event.phase] = Math.round(event.durationMs);
  },
});
clearInterval(sampling);
await worker.dispose();
const [stored] = hashing.puts;
const report: LargeLogReport = {
  status: run.status,
  result: run.result,
  bytes: stored?.bytes ?? 0,
  sha256: stored?.sha256 ?? '',
  containerSha256,
  rss: { before, peak: Math.max(peak, await highestRss()) },
  phases,
};
console.log(JSON.stringify(report));
