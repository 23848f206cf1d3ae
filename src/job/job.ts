import type { Action } from './action.js';
import type { ZonedTime } from './zoned-time.js';

/** Parameters as they are stored: not yet checked by the job type. @public */
export type RawParameters = Readonly<Record<string, unknown>>;

/**
 * A job ready to run: lava's *augmented job specification*, that is, the stored job item plus what its dispatch and its
 * start add. Templates see it as `job`. Nothing in this package ever changes one.
 *
 * The names are those of lava's jobs table; fields that this package does not know are kept.
 * @typeParam Parameters - what `parameters` holds; raw until a job type has decoded it
 * @public
 */
export interface Job<Parameters = RawParameters> {
  /** Identifier of the job; may contain `/`. */
  readonly job_id: string;
  /** The job type's name, e.g. `docker`. */
  readonly type: string;
  /** Name of the worker that runs the job. */
  readonly worker: string;
  /** What to run; its form belongs to the job type (for `docker`: an image reference). */
  readonly payload: unknown;
  readonly parameters: Parameters;
  /** Who answers for the job; `''` when the record has none. */
  readonly owner: string;
  readonly description: string;
  /** Globals of the job, updated with those of the dispatch and with lava's own under `lava`. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** State items by id: the job's defaults, overlaid with stored values once state has been imported. */
  readonly state: Readonly<Record<string, unknown>>;
  /** Name of the realm. */
  readonly realm: string;
  /** Identifies this run; the same for every attempt and for the children of a chain. */
  readonly run_id: string;
  /** When the job was dispatched. */
  readonly ts_dispatch: ZonedTime;
  /** When the run started, in the worker's time zone, in whole seconds. */
  readonly ts_start: ZonedTime;
  /** The same moment in UTC. */
  readonly ts_ustart: ZonedTime;
  readonly on_success?: readonly Action[];
  readonly on_fail?: readonly Action[];
  readonly on_retry?: readonly Action[];
  /** Any other field, e.g. `dispatcher`, `schedule`, `X-Ticket`. */
  readonly [field: string]: unknown;
}
