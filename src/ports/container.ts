import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { ErrorDetails, TaggedError } from '../job/tagged-error.js';
import type { EngineError } from './container-engine.js';
import type { CallOptions } from './port-error.js';

/** A directory or file of the engine's host, shown inside the container. @public */
export interface BindMount {
  /** Absolute path on the engine's host. It must exist: creating the container fails otherwise. */
  readonly source: string;
  /** Absolute path inside the container. */
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a container is made from. @public */
export interface ContainerSpec {
  /** Unique on the engine. */
  readonly name: string;
  /** The image's id, not its name, so that nothing else can slip in. */
  readonly imageId: string;
  /** Arguments for the image's entry point, or the program itself where the image has none. Absent: the image's own. */
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly BindMount[];
  readonly hostname?: string;
  readonly domainname?: string;
  /** A name or number, with a group if need be: `1000`, `1000:1000`. Absent: the image's own. */
  readonly user?: string;
  readonly workingDirectory?: string;
  readonly networkDisabled: boolean;
  /** Ports that the container offers: `80/tcp`. */
  readonly exposedPorts: readonly string[];
  /**
   * Limits and settings by the field names of `HostConfig` in the Docker Engine API (`Memory`, `NanoCpus`, …), checked
   * by the caller. Mounts and the log driver are not among them.
   */
  readonly hostConfig: Readonly<Record<string, unknown>>;
}

/** A piece of output. Pieces of one stream are in order; between the streams the order is as the engine saw it. @public */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

/**
 * A container's output, byte for byte. Iterate it once, and steadily: a container whose output nobody reads stands
 * still. It ends when the container has ended, or early when the connection breaks; neither end is proof that the
 * container has ended. It never throws.
 * @public
 */
export interface ContainerOutput extends AsyncIterable<OutputChunk> {
  /** Stops reading and frees the connection; the iteration ends. The container goes on. Harmless when called again. */
  readonly close: () => void;
}

/** How a container stands. @public */
export interface ContainerState {
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  /** Exit status of its program; meaningful once it has run. */
  readonly exitStatus: number;
  /** Some process of the container was killed for lack of memory. */
  readonly outOfMemory: boolean;
  /** What the engine says went wrong; empty when nothing did. */
  readonly error: string;
}

/** How a container ended: as inspected when it no longer ran, or gone because somebody removed it. @public */
export type ContainerEnd =
  | {
      readonly _tag: 'ended';
      readonly state: ContainerState;
      /** The engine could not be reached when it ended: the last of its output may be lost, in the engine's log too. */
      readonly unwatched?: true;
    }
  | { readonly _tag: 'vanished' };

/**
 * The container's program could not be started. `exitStatus` is 127 (not found), 126 (not executable) or 128 (anything
 * else), as shells and the engine have it. The message is the engine's.
 * @public
 */
export type StartFailed = TaggedError<'StartFailed', ErrorDetails & { readonly exitStatus: 126 | 127 | 128 }>;

/** The engine keeps no log of the container that can be read. @public */
export type LogUnreadable = TaggedError<'LogUnreadable'>;

/** One container. Whoever created it removes it. @public */
export interface Container {
  readonly id: string;
  readonly name: string;
  /**
   * Opens the output. Open it before the start, and nothing is missed. The signal is for the opening; an output that is
   * open goes on until it ends or is closed.
   */
  readonly attach: (options: CallOptions) => TE.TaskEither<EngineError, ContainerOutput>;
  /** Starts the program. When this succeeds the program runs, or has run. */
  readonly start: (options: CallOptions) => TE.TaskEither<EngineError | StartFailed, void>;
  /**
   * Settles when the container, once started, does not run any more and the engine has confirmed it. It survives lost connections
   * and restarts of the engine; `Unavailable` means that the engine stayed away for good.
   */
  readonly wait: (options: CallOptions) => TE.TaskEither<EngineError, ContainerEnd>;
  /** How the container stands now; none when it is gone. */
  readonly inspect: (options: CallOptions) => TE.TaskEither<EngineError, O.Option<ContainerState>>;
  /**
   * Ends the program: SIGTERM (or the image's own stop signal), and SIGKILL when it still runs after the grace. When
   * this succeeds it does not run any more. A container that does not run, or is gone, is a success.
   * @param options - `graceMs`: whole seconds are used, rounded up; 0 kills at once
   */
  readonly stop: (options: CallOptions & { readonly graceMs: number }) => TE.TaskEither<EngineError, void>;
  /**
   * Reads the output again from the log that the engine keeps, from its first byte to its present end. The signal is for
   * the opening, as with {@link Container.attach}.
   */
  readonly readLog: (options: CallOptions) => TE.TaskEither<EngineError | LogUnreadable, ContainerOutput>;
  /**
   * Reads a file of the container, which need not have been started. A symbolic link is followed.
   * @param path - absolute, as inside the container
   * @returns none when there is no file of that path. One of more than 1 MiB gives `EngineRefused`.
   */
  readonly readFile: (path: string, options: CallOptions) => TE.TaskEither<EngineError, O.Option<Uint8Array>>;
  /** Removes the container, killing it if it runs, and its anonymous volumes. A container that is gone is a success. */
  readonly remove: (options: CallOptions) => TE.TaskEither<EngineError, void>;
}
