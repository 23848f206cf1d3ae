import type { Writable } from 'node:stream';

import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { StateLookup } from '../../ports/state-lookup.js';
import type { TemplateRenderer } from '../../ports/template-renderer.js';
import type { HostIdentity } from '../job-context.js';
import type { EventSink } from '../job-event.js';
import type { ActionHook } from './perform-actions.js';

/** What a dispatch adds to a stored job: the parts of lava's dispatch message. @public */
export interface Dispatch {
  /** Identifies the run; a fresh UUID if absent. Letters, digits, `.`, `_` and `-`: it names a directory. */
  readonly run_id?: string;
  /** ISO 8601 with an offset; now if absent. */
  readonly ts_dispatch?: string;
  /** Merged over the job's parameters, whole values replacing whole values. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Merged over the job's globals, likewise; `lava` is allowed here. */
  readonly globals?: Readonly<Record<string, unknown>>;
}

/** What `runJob` needs of the worker around it. @public */
export interface RunJobOptions {
  /** Directory in which the run's own directory is made, and from which it is removed again. */
  readonly temporaryRoot: string;
  /** Where state items are found. */
  readonly state: StateLookup;
  /** Renders `enabled` and `event_log`. */
  readonly renderer: TemplateRenderer;
  readonly clock: Clock;
  readonly host: HostIdentity;
  readonly logger: Logger;
  /** The worker's environment; see `JobContext.environment`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A fresh random UUID at each call. */
  readonly newId: () => string;
  /** Default: events go nowhere. */
  readonly events?: EventSink;
  /** Performs `on_success`, `on_fail` and `on_retry`, and is waited for. Default: no actions are performed. */
  readonly actions?: ActionHook;
  /** Default: the run is never aborted. */
  readonly signal?: AbortSignal;
  /** Aborted when an aborted run must end without a grace. Default: never. */
  readonly killSignal?: AbortSignal;
  /** The worker's name; a job for another worker is refused. Default: any job is taken. */
  readonly worker?: string;
  readonly dispatch?: Dispatch;
  /** Default false. */
  readonly devMode?: boolean;
  /** Where output goes in dev mode. Default: nowhere. Never ended. */
  readonly devOutput?: Writable;
}
