import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Clock } from '../../ports/clock.js';
import type { ContainerSpec, LogUnreadable, StartFailed } from '../../ports/container.js';
import type { EngineEndpoint, EngineError, ImageName, PullFailed } from '../../ports/container-engine.js';
import type { Aborted, CallOptions } from '../../ports/port-error.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import { abortedError } from '../aborted.js';
import { type Fault, suffer } from '../faults/fault.js';

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

/** What goes wrong with a call of the fake engine; delays are on its clock. @public */
export type FakeFault = Fault<FakeFailure>;

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
    work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
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
    call:
      <Err, A>(
        told: Omit<FakeCall, 'nth'>,
        { signal }: CallOptions,
        work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
      ): TE.TaskEither<Err | Aborted, A> =>
      async () => {
        if (signal.aborted) return E.left(abortedError(signal));
        // The hook's author chose an error for this very call; its type cannot follow the method's name.
        const fault = faults(record(told)) as Fault<Err> | undefined;
        return await suffer(fault, { signal, clock }, work);
      },
  };
};
