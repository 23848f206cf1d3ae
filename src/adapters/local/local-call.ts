import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../ports/port-error.js';
import { abortedError, isAborted, portErrorOf } from './fs-error.js';

/**
 * Makes a port's call of file operations: nothing is done when the signal is aborted before, and what the work throws
 * becomes an error of the port.
 * @param doing - what is tried, for messages, e.g. `Cannot read the connections of /folder`
 */
export const localCall =
  <A>(
    doing: string,
    { signal }: CallOptions,
    work: (signal: AbortSignal) => Promise<A>,
  ): TE.TaskEither<PortError, A> =>
  async () => {
    if (isAborted(signal)) return E.left(abortedError(signal));
    try {
      const result = await work(signal);
      return E.right(result);
    } catch (cause) {
      return E.left(portErrorOf(cause, doing, signal));
    }
  };
