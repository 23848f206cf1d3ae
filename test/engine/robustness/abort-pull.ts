/** A program: runs one job, aborts it at SIGUSR2, and ends by itself. Writes one line of JSON. */
import { makePlainWorker, shellJob } from '../../support/plain-worker.js';

/** What the program says of the run. */
export interface AbortedPull {
  /** Of the error. */
  readonly tag: string;
  /** Names of files and directories that are left. */
  readonly leftovers: readonly string[];
}

const controller = new AbortController();
process.once('SIGUSR2', () => {
  controller.abort();
});
const worker = await makePlainWorker();
const run = await worker.run(shellJob('true'), { signal: controller.signal });
const leftovers = await worker.leftovers();
await worker.dispose();
const report: AbortedPull = { tag: run.status === 'failed' ? run.error._tag : run.status, leftovers };
console.log(JSON.stringify(report));
