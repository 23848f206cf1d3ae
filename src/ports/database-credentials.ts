import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../job/secret.js';
import type { CallOptions, PortError } from './port-error.js';
import type { RoleRequest } from './role-credentials.js';

/** A login for a database that is made from the worker's own identity and is valid for a short time. @public */
export interface DatabaseLogin {
  /** The user to log in as; it may differ from the one that was asked for. */
  readonly user: string;
  /** May be long: the token of an RDS database has more than 1,000 characters. */
  readonly password: Secret;
}

/** Which login is wanted. @public */
export type DatabaseLoginRequest =
  | {
      /** A database of Amazon RDS or Aurora with IAM authentication: a token, valid for 15 minutes. */
      readonly kind: 'rds';
      readonly host: string;
      readonly port: number;
      readonly user: string;
    }
  | {
      /** A cluster of Amazon Redshift: temporary credentials of an existing database user, who is not created. */
      readonly kind: 'redshift';
      readonly cluster: string;
      readonly database: string;
      readonly user: string;
      /** How long the login is valid, in ms. */
      readonly durationMs: number;
    }
  | {
      /** A workgroup of Amazon Redshift Serverless: the database user follows from the worker's, or the role's, identity. */
      readonly kind: 'redshift-serverless';
      readonly workgroup: string;
      readonly database: string;
      /** How long the login is valid, in ms. */
      readonly durationMs: number;
      /** Absent: the worker's own region. */
      readonly region?: string;
      /** A role to assume first. Absent: the worker's own identity. */
      readonly role?: RoleRequest;
    };

/** What a source of database logins can fail with. @public */
export type DatabaseCredentialsError = PortError;

/** Makes database logins from the worker's own identity, so that no password is stored anywhere. @public */
export interface DatabaseCredentials {
  /** Makes a login that is valid now. Nothing is kept: each call makes a new one. */
  readonly login: (
    request: DatabaseLoginRequest,
    options: CallOptions,
  ) => TE.TaskEither<DatabaseCredentialsError, DatabaseLogin>;
}
