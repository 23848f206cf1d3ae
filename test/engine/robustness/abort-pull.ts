/** A program: runs one job, aborts it at SIGUSR2, and ends by itself. Writes one line of JSON. */
import { makePlainWorker, shellJob } from '../../support/plain-worker.js';

const controller = new AbortController();
process.once('SIGUSR2', () => {
  controller.abort();
});
const worker = await makePlainWorker();
const run = await worker.run(shellJob('true'), { signal: controller.signal });
const leftovers = await worker.leftovers();
await worker.dispose();
console.log(JSON.stringify({ tag: run.status === 'failed' ? run.error._tag : run.status, leftovers }));
