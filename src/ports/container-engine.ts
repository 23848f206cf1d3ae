import type * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { PullProgress } from '../job/job-event.js';
import type { ErrorDetails, TaggedError } from '../job/tagged-error.js';
import type { Container, ContainerSpec } from './container.js';
import type { Aborted, CallOptions, Unavailable } from './port-error.js';
import type { RegistryLogin } from './registry-credentials.js';

/** How to reach a container engine: what a lava docker connection says of it. @public */
export interface EngineEndpoint {
  /**
   * `unix:///path`, `tcp://host:port`, `http(s)://host:port` or `ssh://user@host`. Absent: the engine that the
   * adapter's options, or the docker client's own settings given to it, name.
   */
  readonly server?: string;
  /** Whether a `tcp` server is spoken to over TLS; lava's default is true. A unix socket ignores it. */
  readonly tls: boolean;
  /** Limit in ms for each short call. It limits neither pulls nor the run of a container. */
  readonly timeoutMs?: number;
}

/** The engine answered and refused: a bad value, a missing network, a name in use. The message is the engine's. @public */
export type EngineRefused = TaggedError<'EngineRefused', ErrorDetails & { readonly status: number }>;

/** Why an image could not be pulled. @public */
export type PullFailureReason =
  'refused' | 'not-found' | 'rate-limited' | 'network' | 'disk-full' | 'platform' | 'bad-reference' | 'other';

/** The image was not pulled. The message is the engine's or the registry's. @public */
export type PullFailed = TaggedError<'PullFailed', ErrorDetails & { readonly reason: PullFailureReason }>;

/** What every call on an engine can fail with. @public */
export type EngineError = Unavailable | EngineRefused | Aborted;

/** The name of an image: `repository:tag`, `repository@digest`, or both. At least one of them is present. @public */
export interface ImageName {
  /** With its registry host, if it has one: `127.0.0.1:5000/team/tool`. */
  readonly repository: string;
  readonly tag?: string;
  /** E.g. `sha256:…`. It wins over the tag. */
  readonly digest?: string;
}

/** An image that the engine has. @public */
export interface Image {
  /** Identifies the content: `sha256:…`. */
  readonly id: string;
  /** `repository@sha256:…` for each registry that it is known to come from. */
  readonly repositoryDigests: readonly string[];
  /** The user of its containers that are given no other, as the image names it; empty for root. Absent: not known. */
  readonly user?: string;
}

/** A pull. @public */
export interface PullRequest {
  readonly image: ImageName;
  /**
   * Sent with this pull only, and kept nowhere. None: the adapter may use the logins that its own client configuration
   * has for the image's registry.
   */
  readonly login: O.Option<RegistryLogin>;
  /** Called as the engine reports progress. It must not throw. */
  readonly onProgress: (progress: PullProgress) => void;
}

/** A connection to one container engine. Its owner closes it. @public */
export interface ContainerEngine {
  /**
   * Variables that the engine's client configuration wants in every container: the proxy settings, in upper and lower
   * case. Empty when there are none.
   */
  readonly proxyEnvironment: Readonly<Record<string, string>>;
  /** Looks an image up by name or id. Contacts no registry. */
  readonly findImage: (image: ImageName, options: CallOptions) => TE.TaskEither<EngineError, O.Option<Image>>;
  /**
   * Pulls one image. It succeeds only if the pull ended well and the engine then has the image; an older local image of
   * that name never stands in for it. It is not limited in time; abort it through the signal.
   */
  readonly pullImage: (
    request: PullRequest,
    options: CallOptions,
  ) => TE.TaskEither<EngineError | PullFailed, Image>;
  /** Creates a container and does not start it. After a failure or an abort there is no container of that name. */
  readonly createContainer: (
    spec: ContainerSpec,
    options: CallOptions,
  ) => TE.TaskEither<EngineError, Container>;
  /** Finds a container by name or id, running or not. */
  readonly findContainer: (
    nameOrId: string,
    options: CallOptions,
  ) => TE.TaskEither<EngineError, O.Option<Container>>;
  /** Gives up the connection. What runs on the engine goes on. Harmless when called again. */
  readonly close: T.Task<void>;
}
