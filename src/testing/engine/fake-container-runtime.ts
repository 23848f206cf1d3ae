import { existsSync } from 'node:fs';

import * as E from 'fp-ts/lib/Either.js';

import type { ContainerSpec, ContainerState } from '../../ports/container.js';
import type { ContainerEngine } from '../../ports/container-engine.js';
import type { ContainerRuntime } from '../../ports/container-runtime.js';
import { type FakeClock, makeFakeClock } from '../fake-clock.js';
import { makeEngineState } from './engine-state.js';
import { type FakeCall, type FakeFaults, makeCallDesk } from './fake-call.js';
import type { HeldContainer } from './fake-container.js';
import { connectToFakeEngine } from './fake-engine.js';
import type { FakeImage } from './fake-image.js';
import type { FakeExit } from './fake-program.js';
import type { FakeRegistry } from './fake-registry.js';

/** How a fake engine is set up. Everything has a default. @public */
export interface FakeContainerRuntimeOptions {
  /** Carries the sleeps of programs and the grace of stops. Default: a clock of its own. */
  readonly clock?: FakeClock;
  /** Default none: every pull fails with the reason `network`. */
  readonly registries?: readonly FakeRegistry[];
  /** Images that the engine has from the start. */
  readonly localImages?: readonly FakeImage[];
  /** What goes wrong; default nothing. */
  readonly faults?: FakeFaults;
  /** Default empty. */
  readonly proxyEnvironment?: Readonly<Record<string, string>>;
  /** Whether the source of a mount is there. Default: whether it is on this machine. */
  readonly mountSourceExists?: (source: string) => boolean;
  /** `clock`: the grace of a stop passes on the clock. `none`: SIGKILL follows SIGTERM at once. Default `clock`. */
  readonly stopGrace?: 'clock' | 'none';
}

/** A container that the engine holds. @public */
export interface FakeContainerView {
  readonly id: string;
  readonly spec: ContainerSpec;
  readonly state: ContainerState;
}

/**
 * A {@link ContainerRuntime} in memory that keeps Docker's rules: one engine behind every endpoint, with registries,
 * images and containers whose programs are functions.
 * @public
 */
export interface FakeContainerRuntime extends ContainerRuntime {
  readonly clock: FakeClock;
  /** The calls so far, in order. */
  readonly calls: readonly FakeCall[];
  /** The containers that the engine holds now. */
  readonly containers: () => readonly FakeContainerView[];
  /** How many outputs are neither closed nor ended by the end of their container. */
  readonly openOutputs: () => number;
  /** How many connections their owners have not closed. */
  readonly openConnections: () => number;
  /** The names of the images that the engine has now. */
  readonly images: () => readonly string[];
  /** Removes a container behind everybody's back. */
  readonly vanish: (name: string) => void;
  /** Ends a running container from outside, e.g. `{ exitStatus: 137, outOfMemory: true }`. */
  readonly kill: (name: string, exit: FakeExit) => void;
}

/** Makes a container runtime in memory. @public */
export const makeFakeContainerRuntime = (options: FakeContainerRuntimeOptions = {}): FakeContainerRuntime => {
  const clock = options.clock ?? makeFakeClock();
  const state = makeEngineState(clock, options.localImages ?? []);
  const desk = makeCallDesk(clock, options.faults ?? (() => undefined));
  const connections = new Set<symbol>();
  const connect = (): ContainerEngine => {
    const connection = Symbol('connection');
    connections.add(connection);
    return connectToFakeEngine(state, {
      desk,
      clock,
      registries: options.registries ?? [],
      proxyEnvironment: options.proxyEnvironment ?? {},
      mountSourceExists: options.mountSourceExists ?? existsSync,
      stopGrace: options.stopGrace ?? 'clock',
      isClosed: () => !connections.has(connection),
      close: () => {
        connections.delete(connection);
      },
    });
  };
  return {
    clock,
    calls: desk.calls,
    containers: () => state.containers().map(({ id, spec, life }) => ({ id, spec, state: life.state() })),
    openOutputs: () => openOutputs(state.containers()),
    openConnections: () => connections.size,
    images: () => state.images().map(({ name }) => name),
    vanish: (name) => {
      const held = state.find(name);
      if (held) state.remove(held.id);
    },
    kill: (name, exit) => {
      state.find(name)?.life.end(exit);
    },
    connect: (endpoint, callOptions) =>
      desk.call({ method: 'connect', endpoint }, callOptions, () => E.right(connect())),
  };
};

const openOutputs = (containers: readonly HeldContainer[]): number =>
  containers.reduce((sum, { life }) => sum + life.openOutputs(), 0);
