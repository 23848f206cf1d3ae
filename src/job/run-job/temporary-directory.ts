import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Logger } from '../../ports/logger.js';
import type { TemporaryDirectoryError } from '../job-error.js';
import { jobError } from '../make-job-error.js';

/**
 * Makes the directory of a run below the worker's own. Its mode is what the process's umask leaves of 0777, as in lava.
 * One that exists already is a sign that the same run is under way elsewhere.
 * @returns its absolute path
 */
export const makeTemporaryDirectory =
  (root: string, runId: string): TE.TaskEither<TemporaryDirectoryError, string> =>
  async () => {
    const path = join(resolve(root), runId);
    try {
      await mkdir(resolve(root), { recursive: true });
      await mkdir(path);
      return E.right(path);
    } catch (cause) {
      return E.left(cannotMake(path, cause));
    }
  };

const cannotMake = (path: string, cause: unknown): TemporaryDirectoryError => {
  const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
  return jobError('TemporaryDirectoryError', {
    code: exists ? 'temporary-directory.exists' : 'temporary-directory.failed',
    message: exists
      ? `Job temp dir already exists - possible dispatch overlap: ${path}`
      : `Cannot make job temp dir ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
    details: { path },
    cause,
  });
};

/** Removes the directory of a run with all that is in it. What cannot be removed is told to the log. */
export const removeTemporaryDirectory = async (path: string, logger: Logger): Promise<void> => {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch (cause) {
    // A container that ran as another user leaves files that the worker may not remove.
    logger.warn(`Job temp dir ${path} could not be removed`, { cause: String(cause) });
  }
};
