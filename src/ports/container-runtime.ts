import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { ContainerEngine, EngineEndpoint, EngineError } from './container-engine.js';
import type { CallOptions } from './port-error.js';

/** Reaches container engines. One runtime serves any number of connections at once. @public */
export interface ContainerRuntime {
  /**
   * Connects to an engine and makes sure that it answers and that its API can be used.
   * @returns a connection that the caller closes
   */
  readonly connect: (
    endpoint: EngineEndpoint,
    options: CallOptions,
  ) => TE.TaskEither<EngineError, ContainerEngine>;
}
