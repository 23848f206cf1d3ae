import * as E from 'fp-ts/lib/Either.js';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';

import type { ObjectBody, ObjectLocation, ObjectStore, ObjectStoreError } from '../../ports/object-store.js';
import type { JobContext } from '../job-context.js';
import { keepPromise } from '../keep-promise.js';
import { pause } from '../pause.js';
import { parseS3Location } from '../s3-location.js';
import type { OutputLog } from './output-log.js';

/** How the output of a program is stored. @public */
export interface OutputStorage {
  readonly objects: ObjectStore;
  /** How often storing is tried, at least once. */
  readonly attempts: number;
  /**
   * Ends the storing. Not the signal of the run: what an aborted run has written is still to be stored, so take one that
   * {@link delayedAbort} makes.
   */
  readonly signal: AbortSignal;
}

/** What became of the output of a program. @public */
export type StoredOutput =
  /** The program has written nothing. */
  | { readonly _tag: 'empty' }
  /** The output is where it belongs. */
  | { readonly _tag: 'stored'; readonly output: string }
  /** Dev mode: the output was written to the context's `devOutput`. */
  | { readonly _tag: 'shown' }
  /** The output could not be stored; it is in a local file, or in none if even that failed. */
  | { readonly _tag: 'kept'; readonly location: string; readonly spool?: string; readonly reason: string };

/** Pause before the n-th new try, in ms. */
const retryPauseMs = (failures: number): number => 500 * 2 ** (failures - 1);

/**
 * Stores the output of a program, unless it is empty, encrypted with the realm's key; in dev mode it is shown instead. A
 * store that fails is tried again; when it fails for good the log is kept in its file. Never rejects.
 * @param output - where it belongs, e.g. `${context.s3Temp}/logs`
 * @public
 */
export const storeOutput = async (
  log: OutputLog,
  output: string,
  context: JobContext,
  storage: OutputStorage,
): Promise<StoredOutput> => {
  if (log.size() === 0) return { _tag: 'empty' };
  if (context.devMode) return showOutput(log, context);
  const location = parseS3Location(output);
  if (E.isLeft(location)) return keepOutput(log, output, location.left);
  if (log.failure() !== undefined) return keepOutput(log, output, 'the spool file could not be written');
  const failure = await putWithRetries(log.body(), location.right, context, storage);
  return failure === undefined ? { _tag: 'stored', output } : keepOutput(log, output, failure.message);
};

const putWithRetries = async (
  body: ObjectBody,
  location: ObjectLocation,
  { realm, clock, logger }: JobContext,
  { objects, attempts, signal }: OutputStorage,
): Promise<ObjectStoreError | undefined> => {
  const options = {
    contentType: 'text/plain; charset=utf-8',
    ...(realm.s3_key === undefined || realm.s3_key === '' ? {} : { kmsKeyId: realm.s3_key }),
    signal,
  };
  for (let failures = 1; ; failures += 1) {
    const stored = await keepPromise(() => objects.put(location, body, options))();
    if (E.isRight(stored)) return undefined;
    logger.warn(`Cannot store the log: ${stored.left.message}`, { failures });
    if (!stored.left.retryable || failures >= attempts || signal.aborted) return stored.left;
    await pause(clock, signal, retryPauseMs(failures));
  }
};

const keepOutput = async (log: OutputLog, location: string, reason: string): Promise<StoredOutput> => {
  try {
    return { _tag: 'kept', location, spool: await log.keep(), reason };
  } catch (cause) {
    return { _tag: 'kept', location, reason: `${reason}; nor could it be kept: ${String(cause)}` };
  }
};

/** Copies the bytes as they are. The host's stream stays open; a failing one loses the log for nobody but itself. */
const showOutput = async (log: OutputLog, { devOutput, logger }: JobContext): Promise<StoredOutput> => {
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
