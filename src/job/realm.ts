import type { Action } from './action.js';

/**
 * A realm: the record that groups jobs, workers and connections and says where their files go. The names are those of
 * lava's realms table; fields that this package does not know are kept and are visible to templates.
 * @public
 */
export interface Realm {
  /** The realm's name. */
  readonly realm: string;
  /** S3 location of job payloads, normalised: `s3://bucket/prefix`, no slash at the end. */
  readonly s3_payloads: string;
  /** S3 location of the temporary area, normalised. */
  readonly s3_temp: string;
  /** KMS key (ARN or `alias/…`) for objects in the temporary area. Without one, S3's own keys (AES256) serve. */
  readonly s3_key?: string;
  /** The docker connection of jobs that name none. */
  readonly docker?: string;
  /** Overrides of lava's configuration, e.g. `{ DOCKER_TIMEOUT: '20m' }`; keys in any case. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly on_success?: readonly Action[];
  readonly on_fail?: readonly Action[];
  readonly on_retry?: readonly Action[];
  /** Any other field, e.g. `X-Cost-Centre`. */
  readonly [field: string]: unknown;
}
