import * as E from 'fp-ts/lib/Either.js';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';

import { pause } from '../job/pause.js';
import { parseS3Location } from '../job/s3-location.js';
import type { ObjectBody, ObjectLocation, ObjectStoreError } from '../ports/object-store.js';
import type { ContainerLog } from './container-log.js';
import type { DockerRun } from './docker-run.js';
import { keepPromise } from './keep-promises.js';

/** What became of the log. */
export type StoredLog =
  /** The container has written nothing. */
  | { readonly _tag: 'empty' }
  /** The log is where the documentation says. */
  | { readonly _tag: 'stored'; readonly output: string }
  /** Dev mode: the log was written to the context's output. */
  | { readonly _tag: 'shown' }
  /** The log could not be stored; it is in a local file, or in none if even that failed. */
  | { readonly _tag: 'kept'; readonly location: string; readonly spool?: string; readonly reason: string };

/** Pause before the n-th new try, in ms. */
const retryPauseMs = (failures: number): number => 500 * 2 ** (failures - 1);

/**
 * Stores the log at `<s3_temp>/<job_id>/<run_id>/logs`, unless it is empty; in dev mode it is shown instead. A store
 * that fails is tried again; when it fails for good the log is kept in the spool directory. Never rejects.
 */
export const storeLog = async (
  run: DockerRun,
  log: ContainerLog,
  signal: AbortSignal,
): Promise<StoredLog> => {
  if (log.size() === 0) return { _tag: 'empty' };
  if (run.context.devMode) return showLog(run, log);
  const output = `${run.context.s3Temp}/logs`;
  const location = parseS3Location(output);
  if (E.isLeft(location)) return keepLog(log, output, location.left);
  if (log.failure() !== undefined) return keepLog(log, output, 'the spool file could not be written');
  const failure = await putWithRetries(run, location.right, log.body(), signal);
  return failure === undefined ? { _tag: 'stored', output } : keepLog(log, output, failure.message);
};

const putWithRetries = async (
  run: DockerRun,
  location: ObjectLocation,
  body: ObjectBody,
  signal: AbortSignal,
): Promise<ObjectStoreError | undefined> => {
  const { realm, clock, logger } = run.context;
  const options = {
    contentType: 'text/plain; charset=utf-8',
    ...(realm.s3_key === undefined || realm.s3_key === '' ? {} : { kmsKeyId: realm.s3_key }),
    signal,
  };
  for (let failures = 1; ; failures += 1) {
    const stored = await keepPromise(() => run.deps.objects.put(location, body, options))();
    if (E.isRight(stored)) return undefined;
    logger.warn(`Cannot store the log: ${stored.left.message}`, { failures });
    if (!stored.left.retryable || failures >= run.options.storeAttempts || signal.aborted) return stored.left;
    await pause(clock, signal, retryPauseMs(failures));
  }
};

const keepLog = async (log: ContainerLog, location: string, reason: string): Promise<StoredLog> => {
  try {
    return { _tag: 'kept', location, spool: await log.keep(), reason };
  } catch (cause) {
    return { _tag: 'kept', location, reason: `${reason}; nor could it be kept: ${String(cause)}` };
  }
};

/** Copies the bytes as they are. The host's stream stays open; a failing one loses the log for nobody but itself. */
const showLog = async (run: DockerRun, log: ContainerLog): Promise<StoredLog> => {
  const { devOutput, logger } = run.context;
  const copy = new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      devOutput.write(bytes, (error) => {
        done(error ?? null);
      });
    },
  });
  try {
    await pipeline(log.body().open(), copy);
  } catch (cause) {
    logger.warn('Cannot show the log', { cause: String(cause) });
  }
  return { _tag: 'shown' };
};
