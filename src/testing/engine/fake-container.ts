import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Clock } from '../../ports/clock.js';
import type { Container, ContainerEnd, ContainerOutput, ContainerSpec } from '../../ports/container.js';
import type { EngineError } from '../../ports/container-engine.js';
import type { Aborted, CallOptions } from '../../ports/port-error.js';
import { orAborted } from '../aborted.js';
import type { ContainerLife } from './container-life.js';
import { connectionClosed, noSuchContainer, startFailed } from './engine-errors.js';
import { delay } from '../faults/fault.js';
import type { CallDesk, FakeMethod } from './fake-call.js';
import { readFakeFile } from './fake-file.js';
import type { FakeImage } from './fake-image.js';
import { makeOutputPipe } from './fake-output.js';

/** A container as the engine holds it. */
export interface HeldContainer {
  readonly id: string;
  readonly spec: ContainerSpec;
  readonly image: FakeImage;
  readonly life: ContainerLife;
  /** Settles when it has been removed. */
  readonly gone: Promise<void>;
}

/** What a container needs of the engine and of the connection through which it was reached. */
export interface ContainerHost {
  readonly desk: CallDesk;
  readonly clock: Clock;
  readonly containers: { readonly isHeld: (id: string) => boolean; readonly remove: (id: string) => void };
  /** Whether the connection through which the container was reached is closed. */
  readonly isClosed: () => boolean;
  /** `clock`: the grace passes on the clock. `none`: SIGKILL follows SIGTERM at once. */
  readonly stopGrace: 'clock' | 'none';
}

/** The container as the port shows it. */
export const makeFakeContainer = (held: HeldContainer, host: ContainerHost): Container => {
  const { id, life } = held;
  const name = held.spec.name;

  /** A call that fails when the connection is closed. */
  const open = <Err, A>(
    method: FakeMethod,
    options: CallOptions & { readonly graceMs?: number; readonly path?: string },
    work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
  ): TE.TaskEither<Err | EngineError, A> => {
    const told = {
      method,
      container: name,
      ...(options.graceMs === undefined ? {} : { graceMs: options.graceMs }),
      ...(options.path === undefined ? {} : { path: options.path }),
    };
    return host.desk.call<Err | EngineError, A>(told, options, () =>
      host.isClosed() ? E.left(connectionClosed()) : work(),
    );
  };
  /** A call that fails when the container is gone. */
  const onHeld = <Err, A>(
    method: FakeMethod,
    options: CallOptions & { readonly path?: string },
    work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
  ): TE.TaskEither<Err | EngineError, A> =>
    open<Err | EngineError, A>(method, options, () =>
      host.containers.isHeld(id) ? work() : E.left(noSuchContainer(name)),
    );

  return {
    id,
    name,
    attach: (options) => onHeld('attach', options, () => E.right(life.attach().output)),
    start: (options) =>
      onHeld('start', options, () => {
        const failure = life.start();
        return failure ? E.left(startFailed(failure)) : E.right(undefined);
      }),
    wait: (options) => open('wait', options, () => orAborted(options, endOf(held, host))),
    inspect: (options) =>
      open('inspect', options, () => E.right(host.containers.isHeld(id) ? O.some(life.state()) : O.none)),
    stop: (options) => open('stop', options, () => stop(life, host, options)),
    readLog: (options) => onHeld('readLog', options, () => E.right(replay(life))),
    readFile: (path, { signal }) =>
      onHeld('readFile', { signal, path }, () => readFakeFile(held.spec, held.image, path)),
    remove: (options) =>
      open('remove', options, () => {
        host.containers.remove(id);
        return E.right(undefined);
      }),
  };
};

const endOf = async (
  { id, life, gone }: HeldContainer,
  host: ContainerHost,
): Promise<E.Either<never, ContainerEnd>> => {
  if (host.containers.isHeld(id)) await Promise.race([life.ended, gone]);
  return E.right(host.containers.isHeld(id) ? { _tag: 'ended', state: life.state() } : { _tag: 'vanished' });
};

const stop = async (
  life: ContainerLife,
  host: ContainerHost,
  options: CallOptions & { readonly graceMs: number },
): Promise<E.Either<Aborted, void>> => {
  if (life.state().status !== 'running') return E.right(undefined);
  const graceMs = Math.ceil(options.graceMs / 1000) * 1000;
  if (graceMs > 0) life.terminate();
  if (graceMs > 0 && host.stopGrace === 'clock') {
    const passed = await graceOrEnd(life, host.clock, graceMs, options);
    if (E.isLeft(passed)) return passed;
  }
  life.end({ exitStatus: 137 });
  return E.right(undefined);
};

/** Waits until the container has ended or the grace is over, and takes the timer away. */
const graceOrEnd = async (
  life: ContainerLife,
  clock: Clock,
  graceMs: number,
  options: CallOptions,
): Promise<E.Either<Aborted, void>> => {
  if (life.state().status !== 'running') return E.right(undefined);
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const ended = life.ended.then(() => E.right(undefined));
  const passed = await Promise.race([orAborted(options, ended), delay(clock, graceMs, { signal })]);
  over.abort();
  return passed;
};

const replay = (life: ContainerLife): ContainerOutput => {
  const pipe = makeOutputPipe();
  for (const chunk of life.log()) void pipe.push(chunk);
  pipe.end();
  return pipe.output;
};
