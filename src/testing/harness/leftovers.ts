/** What a run may have left behind. @public */
export interface Leftovers {
  /** Names of the containers that the engine holds. */
  readonly containers: readonly string[];
  /** Outputs of containers that are neither closed nor ended. */
  readonly openOutputs: number;
  /** Connections to engines that are not closed. */
  readonly openConnections: number;
  /** Streams into the object store or out of it that are not done with. */
  readonly openStreams: number;
  /** Callbacks that wait for their time. */
  readonly timers: number;
  /** Whatever is in the temporary directory's parent besides it. */
  readonly strayFiles: readonly string[];
}

/** Nothing is left: what every run owes. @public */
export const nothingLeft: Leftovers = Object.freeze({
  containers: [],
  openOutputs: 0,
  openConnections: 0,
  openStreams: 0,
  timers: 0,
  strayFiles: [],
});
