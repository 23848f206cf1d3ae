import type { JobResult } from './job-result.js';

/** The parts of a run that are timed. A job type may use names of its own. @public */
export type Phase =
  | 'decode'
  | 'import-state'
  | 'render'
  | 'connections'
  | 'resolve'
  | 'pull'
  | 'create'
  | 'run'
  | 'store-log'
  | 'remove'
  | (string & {});

/** Progress of one layer of an image, or of the pull as a whole when `layer` is absent. @public */
export interface PullProgress {
  /** Short identifier of the layer. */
  readonly layer?: string;
  /** The engine's words, e.g. `Downloading`. */
  readonly status: string;
  /** Bytes so far, where the engine tells them. */
  readonly currentBytes?: number;
  /** Bytes in all, where the engine tells them. */
  readonly totalBytes?: number;
}

/**
 * What happens during a run, as it happens. Each event has the run's id and the time of the context's clock.
 *
 * The first nine kinds are the statuses of lava's events table; the others follow the work inside a job type.
 * @public
 */
export type JobEvent = { readonly runId: string; readonly jobId: string; readonly epochMs: number } & (
  | { readonly kind: 'starting' }
  | { readonly kind: 'skipped'; readonly info: string }
  | { readonly kind: 'rejected'; readonly info: string }
  | { readonly kind: 'logging'; readonly info: string }
  | { readonly kind: 'running'; readonly info: string; readonly iteration: number }
  | { readonly kind: 'retrying'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: 'complete'; readonly result: JobResult }
  | { readonly kind: 'action_failed'; readonly info: string }
  | { readonly kind: 'phase-started'; readonly phase: Phase }
  | {
      readonly kind: 'phase-ended';
      readonly phase: Phase;
      readonly durationMs: number;
      readonly outcome: 'ok' | 'failed';
      /** Facts about the phase, e.g. bytes stored. */
      readonly details?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'pull-progress'; readonly progress: PullProgress }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }
);

/**
 * Receives events. It is called synchronously and must return at once; what it throws is dropped and harms nothing.
 * @public
 */
export type EventSink = (event: JobEvent) => void;

/** An event without the members that {@link JobContext} fills in. @public */
export type JobEventBody = JobEvent extends infer Event
  ? Event extends JobEvent
    ? Omit<Event, 'runId' | 'jobId' | 'epochMs'>
    : never
  : never;
