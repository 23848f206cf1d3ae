import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../ports/port-error.js';
import { abortedError, type AwsErrorContext, type AwsErrorMapper, isAborted } from './aws-error.js';

/** What a call is about. */
export type AwsCall = Omit<AwsErrorContext, 'signal'> & {
  /** The adapter's own mapping of errors. */
  readonly error: AwsErrorMapper;
};

/**
 * Makes a port's call of the SDK: nothing is done when the signal is aborted before, and what the work throws becomes an
 * error of the port. The work gives the signal to the SDK's `send`.
 */
type MakeAwsCall = <A>(
  call: AwsCall,
  options: CallOptions,
  work: (signal: AbortSignal) => Promise<A>,
) => TE.TaskEither<PortError, A>;

/** A call that an abort ends at once, also when the SDK pauses between two attempts. */
export const awsCall: MakeAwsCall = (call, options, work) =>
  awsCallThatUndoes(call, options, (signal) => untilAborted(work(signal), signal));

/** A call whose work has something to undo after an abort: it ends when that is done. */
export const awsCallThatUndoes: MakeAwsCall =
  ({ error, ...context }, { signal }, work) =>
  async () => {
    if (isAborted(signal)) return E.left(abortedError(signal));
    try {
      return E.right(await work(signal));
    } catch (cause) {
      return E.left(error(cause, { ...context, signal }));
    }
  };

/** Settles as the promise does, or rejects when the signal is aborted before. */
export const untilAborted = <A>(promise: Promise<A>, signal: AbortSignal): Promise<A> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(abortedError(signal));
    };
    if (isAborted(signal)) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
