import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Job } from '../job/job.js';
import type { Realm } from '../job/realm.js';
import type { TaggedError } from '../job/tagged-error.js';
import type { ZonedTime } from '../job/zoned-time.js';
import type { Aborted, CallOptions } from './port-error.js';

/**
 * What lava gives to every template. The renderer adds lava's `utils`. Values are plain data; whole numbers may be
 * bigint, and sets and bytes occur, as DynamoDB stores them. A renderer must not change them.
 * @public
 */
export interface TemplateVariables {
  readonly job: Job;
  readonly realm: Realm;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly state: Readonly<Record<string, unknown>>;
  /** Start of the run in the worker's time zone. */
  readonly start: ZonedTime;
  /** Start of the run in UTC. */
  readonly ustart: ZonedTime;
  /** The job's own variables, `parameters.vars`; absent outside job parameters. */
  readonly vars?: Readonly<Record<string, unknown>>;
}

/**
 * What lava gives to the template of an application name, its configuration item `CONN_APP_NAME`: plain texts.
 * @public
 */
export interface NameVariables {
  readonly realm: string;
  readonly job_id: string;
  readonly conn_id: string;
}

/** The template is not well-formed, or rendering it failed. `details` may hold `line` and `column`. @public */
export type TemplateFailed = TaggedError<'TemplateFailed'>;

/** What a renderer can fail with. @public */
export type TemplateRendererError = TemplateFailed | Aborted;

/** Renders Jinja templates. @public */
export interface TemplateRenderer {
  /** Renders one template. Templates are not trusted: they reach nothing but the variables. */
  readonly render: (
    template: string,
    variables: TemplateVariables | NameVariables,
    options: CallOptions,
  ) => TE.TaskEither<TemplateRendererError, string>;
}
