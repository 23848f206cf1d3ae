import * as TE from 'fp-ts/lib/TaskEither.js';

import type { EngineError } from '../../ports/container-engine.js';
import type { CallOptions } from '../../ports/port-error.js';
import type { EngineConnection } from './connection.js';
import { withSignal } from './deadline.js';
import { aborted, toEngineError } from './engine-errors.js';

/**
 * The edge between the port and plain async code: what is thrown inside becomes the left side. The code runs under a
 * signal that is aborted with the port's error when the caller aborts or the connection is closed.
 * @param isOwn - recognises the errors that only this call may give
 */
export const portCall =
  <Own extends Error = never>(isOwn?: (thrown: unknown) => thrown is Own) =>
  <Value>(
    connection: Pick<EngineConnection, 'closed'>,
    { signal }: CallOptions,
    run: (signal: AbortSignal) => Promise<Value>,
  ): TE.TaskEither<EngineError | Own, Value> =>
    TE.tryCatch(
      () => underBothSignals(signal, connection.closed, run),
      (thrown) => (isOwn?.(thrown) === true ? thrown : toEngineError(thrown)),
    );

const underBothSignals = async <Value>(
  caller: AbortSignal,
  closed: AbortSignal,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  // The caller's own reason, whatever it is, is no error of the port.
  if (caller.aborted) throw aborted();
  return withSignal(closed, async (signal, abort) => {
    const onAbort = (): void => {
      abort(aborted());
    };
    caller.addEventListener('abort', onAbort, { once: true });
    try {
      return await run(signal);
    } finally {
      caller.removeEventListener('abort', onAbort);
    }
  });
};
