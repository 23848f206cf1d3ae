/** The loop of a worker: takes dispatches from a queue and runs their jobs, so many at once. */
// #region worker
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type JobStore,
  type JobTypeRegistry,
  pause,
  type RealmRecord,
  runJob,
  type RunJobOptions,
} from 'lava-docker-job';

import { readDispatch } from './dispatch-message.js';
import type { JobQueue, ReceivedMessage } from './job-queue.js';

/** What a worker is made of. */
export interface Worker {
  readonly queue: JobQueue;
  readonly jobs: JobStore;
  readonly jobTypes: JobTypeRegistry;
  readonly realm: RealmRecord;
  /** Everything that each run is told alike; `worker` is the worker's name. */
  readonly run: Omit<RunJobOptions, 'dispatch' | 'signal'> & { readonly worker: string };
  /** How many jobs run at once. */
  readonly threads: number;
  /** A message that has been received more often than this and once more is dropped; below 0: none is. */
  readonly retries: number;
  /** How long a message is hidden. It is hidden again while its job runs, so this limits no job. */
  readonly visibilityMs: number;
  /** Aborted: no more messages are taken, and what runs goes on. */
  readonly stop: AbortSignal;
  /** Aborted: what runs is stopped; its messages stay in the queue. */
  readonly abort: AbortSignal;
}

/** After the queue has failed, it is left alone for this long. */
const queuePauseMs = 5000;

/** Works until it is told to stop; settles when nothing runs any more. Never rejects. */
export const work = async (worker: Worker): Promise<void> => {
  const running = new Set<Promise<void>>();
  while (!worker.stop.aborted) {
    if (running.size >= worker.threads) {
      await Promise.race(running);
      continue;
    }
    const message = await receive(worker);
    if (message === undefined) continue;
    const run = handle(worker, message).finally(() => running.delete(run));
    running.add(run);
  }
  await Promise.all(running);
};

const receive = async ({ queue, visibilityMs, stop, run }: Worker): Promise<ReceivedMessage | undefined> => {
  try {
    return await queue.receive(visibilityMs, stop);
  } catch (cause) {
    run.logger.error(`Cannot receive: ${String(cause)}`);
    await pause(run.clock, stop, queuePauseMs);
    return undefined;
  }
};

/** From a message to the end of its job. The message is deleted whatever became of the job, as in lava. */
const handle = async (worker: Worker, message: ReceivedMessage): Promise<void> => {
  const letGo = keepHidden(worker, message);
  try {
    const done = await runMessage(worker, message).finally(letGo);
    if (done) await worker.queue.delete(message);
  } catch (cause) {
    worker.run.logger.error(`A message is left in the queue: ${String(cause)}`);
  }
};

/** Hides a message for as long as its job runs. */
const keepHidden = (
  { queue, visibilityMs, run }: Worker,
  message: ReceivedMessage,
): (() => Promise<void>) => {
  let hiding = Promise.resolve();
  const hide = (): void => {
    cancel = run.clock.schedule(visibilityMs / 2, hide);
    hiding = queue.extend(message, visibilityMs).catch((cause: unknown) => {
      run.logger.warn(`Cannot hide a message for longer: ${String(cause)}`);
    });
  };
  let cancel = run.clock.schedule(visibilityMs / 2, hide);
  return () => {
    cancel();
    return hiding;
  };
};

/** @returns whether the message is done with */
const runMessage = async (worker: Worker, { body, receiveCount }: ReceivedMessage): Promise<boolean> => {
  const { retries, realm, run, jobs, jobTypes, abort } = worker;
  const drop = (reason: string): boolean => {
    run.logger.warn(`A message is dropped: ${reason}`);
    return true;
  };
  if (retries >= 0 && receiveCount > retries + 1) return drop(`received ${receiveCount} times`);
  const dispatch = readDispatch(body);
  if (E.isLeft(dispatch)) return drop(dispatch.left);
  const { job_id: jobId } = dispatch.right;
  if (dispatch.right.realm !== realm['realm'] || dispatch.right.worker !== run.worker)
    return drop(`job ${jobId} is for worker ${dispatch.right.worker} of realm ${dispatch.right.realm}`);
  const job = await jobs.find({ realm: dispatch.right.realm, jobId }, { signal: abort })();
  if (E.isLeft(job)) throw job.left;
  if (O.isNone(job.right)) return drop(`No such job: ${jobId}`);
  const maxTries = Number(job.right.value['max_tries'] ?? 0);
  if (maxTries > 0 && receiveCount > maxTries) return drop(`job ${jobId} was tried ${maxTries} times`);
  const ended = await runJob(jobTypes, job.right.value, realm, {
    ...run,
    dispatch: dispatch.right,
    signal: abort,
  })();
  return !(ended.status === 'failed' && ended.error._tag === 'JobAbortedError');
};
// #endregion worker
