import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Clock } from '../../ports/clock.js';
import type { ContainerSpec, LogUnreadable, StartFailed } from '../../ports/container.js';
import type { EngineEndpoint, EngineError, ImageName, PullFailed } from '../../ports/container-engine.js';
import type { Aborted, CallOptions } from '../../ports/port-error.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import { abortedError, abortOf, orAborted } from '../aborted.js';

/** The calls of a container runtime, of its engines and of their containers. @public */
export type FakeMethod =
  | 'connect'
  | 'findImage'
  | 'pullImage'
  | 'createContainer'
  | 'findContainer'
  | 'attach'
  | 'start'
  | 'wait'
  | 'inspect'
  | 'stop'
  | 'readLog'
  | 'readFile'
  | 'remove';

/** A call that was made, with what it was told. @public */
export interface FakeCall {
  readonly method: FakeMethod;
  /** 1 for the first call of this method, and so on. */
  readonly nth: number;
  readonly endpoint?: EngineEndpoint;
  readonly image?: ImageName;
  /** The login that went to the image's registry. Absent: none was sent. */
  readonly login?: RegistryLogin;
  readonly spec?: ContainerSpec;
  /** Name of the container. */
  readonly container?: string;
  readonly graceMs?: number;
  /** Of the file that was read. */
  readonly path?: string;
}

/** What a call may fail with. The hook's author picks an error that the method can give. @public */
export type FakeFailure = EngineError | PullFailed | StartFailed | LogUnreadable;

/**
 * What goes wrong with a call.
 *
 * `fail`: it gives the error; `after` the engine has done its part if asked for, as when only the answer is lost.
 * `hang`: it does nothing until its signal is aborted. `delay`: it begins later, in ms on the engine's clock.
 * `cut` (`attach`, `readLog`): its output breaks off after so many bytes.
 * @public
 */
export type FakeFault =
  | { readonly fault: 'fail'; readonly error: FakeFailure; readonly when?: 'before' | 'after' }
  | { readonly fault: 'hang' }
  | { readonly fault: 'delay'; readonly ms: number }
  | { readonly fault: 'cut'; readonly afterBytes: number };

/** Asked before each call. @public */
export type FakeFaults = (call: FakeCall) => FakeFault | undefined;

/** What every call of the fake engine goes through. */
export interface CallDesk {
  readonly calls: readonly FakeCall[];
  /**
   * Records the call, lets the fault happen, and does the work unless the signal is aborted before it. Work that takes
   * time watches the signal itself.
   */
  readonly call: <Err, A>(
    told: Omit<FakeCall, 'nth'>,
    options: CallOptions,
    work: (cutAfterBytes: number | undefined) => Promise<E.Either<Err, A>> | E.Either<Err, A>,
  ) => TE.TaskEither<Err | Aborted, A>;
}

/** Makes the desk of one engine. */
export const makeCallDesk = (clock: Clock, faults: FakeFaults): CallDesk => {
  const calls: FakeCall[] = [];
  const record = (told: Omit<FakeCall, 'nth'>): FakeCall => {
    const call = { ...told, nth: calls.filter(({ method }) => method === told.method).length + 1 };
    calls.push(call);
    return call;
  };
  return {
    calls,
    call: (told, options, work) => async () => {
      if (options.signal.aborted) return E.left(abortedError(options.signal));
      const fault = faults(record(told));
      const stopped = await begin(fault, clock, options);
      if (stopped) return E.left(stopped);
      if (fault?.fault === 'fail' && fault.when !== 'after') return E.left(asErrorOf(fault.error));
      const done = await work(fault?.fault === 'cut' ? fault.afterBytes : undefined);
      return fault?.fault === 'fail' ? E.left(asErrorOf(fault.error)) : done;
    },
  };
};

/** A turn of the promise queue, as long as the fault wants it; the error when the signal was aborted meanwhile. */
const begin = async (
  fault: FakeFault | undefined,
  clock: Clock,
  options: CallOptions,
): Promise<Aborted | undefined> => {
  if (fault?.fault === 'hang') return await abortOf(options.signal).aborted;
  if (fault?.fault === 'delay') {
    const waited = await delay(clock, fault.ms, options);
    return E.isLeft(waited) ? waited.left : undefined;
  }
  await Promise.resolve();
  return options.signal.aborted ? abortedError(options.signal) : undefined;
};

/** Waits on the clock; the timer is gone when the signal is aborted. */
export const delay = async (
  clock: Clock,
  milliseconds: number,
  options: CallOptions,
): Promise<E.Either<Aborted, void>> => {
  let cancel = (): void => undefined;
  const waited = new Promise<E.Either<never, void>>((resolve) => {
    cancel = clock.schedule(milliseconds, () => {
      resolve(E.right(undefined));
    });
  });
  try {
    return await orAborted(options, waited);
  } finally {
    cancel();
  }
};

/** The hook's author chose an error for this very call; its type cannot follow the method's name. */
const asErrorOf = (error: FakeFailure): never => error as never;
