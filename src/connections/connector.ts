import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Job } from '../job/job.js';
import type { Realm } from '../job/realm.js';
import type { Secret } from '../job/secret.js';
import type { DatabaseCredentials } from '../ports/database-credentials.js';
import type { CallOptions } from '../ports/port-error.js';
import type { RoleCredentials } from '../ports/role-credentials.js';
import type { SecretStore } from '../ports/secret-store.js';
import type { ConnectionFailure } from './connection-failure.js';

/** A file that a connector puts into the container, by way of the temporary directory. @public */
export interface ConnectorFile {
  /** Path below the connection's own directory: `psql`, `values/host`. Neither absolute nor with `..` in it. */
  readonly path: string;
  /** `0o700` for what is executed, `0o600` for everything else. The umask does not matter. */
  readonly mode: 0o600 | 0o700;
  /** Its text, written as UTF-8. A `Secret` where it holds one, so that a description can be printed. */
  readonly content: string | Secret;
}

/** What a connection looks like inside the container. Plain data: nothing has been written yet. @public */
export interface ConnectorDescription {
  /** All of its files; the executable is one of them. */
  readonly files: readonly ConnectorFile[];
  /** Path of the file that `LAVA_CONN_<LABEL>` names. */
  readonly executable: string;
  /** Programs that the image must have besides `sh`, for the log and for people: `['psql']`. */
  readonly programs: readonly string[];
  /**
   * True when a program refuses to run for a user without an entry in the image's `/etc/passwd`, as OpenSSH's do. A job whose
   * container has such a user fails before its container is started.
   */
  readonly needsUserEntry?: boolean;
}

/** A connection that exists and is enabled, with its record decoded by the connector. @public */
export interface Connection<Decoded = Readonly<Record<string, unknown>>> {
  readonly connectionId: string;
  /** In lower case: lava matches types in any case. */
  readonly type: string;
  /** May hold secrets: it is never logged. */
  readonly record: Decoded;
}

/** Where connectors get what a record only names. @public */
export interface ConnectorSources {
  /** Passwords and keys by name: SSM parameters. */
  readonly secrets: SecretStore;
  /** Sets of credentials by name, as JSON text: what `secret_id` names in Secrets Manager. */
  readonly managedSecrets?: SecretStore;
  /** Database logins made from the worker's identity. */
  readonly databaseCredentials?: DatabaseCredentials;
  /** Credentials of roles, and the worker's region. */
  readonly roleCredentials?: RoleCredentials;
}

/** Everything about a run that a connector may use. There is no other source. @public */
export interface ConnectorContext extends CallOptions {
  /** Absolute path of the connection's own directory, the same on the host and in the container. */
  readonly directory: string;
  readonly job: Job;
  readonly realm: Realm;
  readonly sources: ConnectorSources;
  /**
   * Looks up an item of lava's configuration: the worker's variable `LAVA_<KEY>`, else the realm's `config`.
   * @param key - in upper case, e.g. `RS_PASSWORD_DURATION`
   */
  readonly config: (key: string) => unknown;
  /** The application name, `CONN_APP_NAME` rendered (default `lv-<realm>-<job_id>`), without quotes and backslashes. */
  readonly applicationName: TE.TaskEither<ConnectionFailure, string>;
}

/**
 * Makes connections of some types usable inside a container: a record in, a description out. It contacts only the
 * sources that it is given and writes nothing. Make one with `defineConnector`.
 * @public
 */
export interface Connector {
  /** The connection types that it serves, in lower case. */
  readonly types: readonly string[];
  /** Version of this interface. */
  readonly apiVersion: 1;
  /**
   * Describes a connection. Nothing happens until the returned task is called. It never rejects; a `ConnectionFailure` names
   * the connection and the field, never a value of the record. An abort of the signal ends it soon.
   */
  readonly describe: (
    connection: Connection,
    context: ConnectorContext,
  ) => TE.TaskEither<ConnectionFailure, ConnectorDescription>;
}
