import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from './job-error.js';
import { unexpected } from './make-job-error.js';

/** Keeps the promise that a task never rejects, for tasks that call code of others: what is thrown goes to the left. */
export const safely =
  <A>(task: TE.TaskEither<JobError, A>): TE.TaskEither<JobError, A> =>
  async () => {
    try {
      return await task();
    } catch (cause) {
      return E.left(unexpected(cause));
    }
  };
