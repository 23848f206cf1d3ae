import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../job/secret.js';
import type { CallOptions, PortError } from './port-error.js';

/** A role to take on, as `AssumeRole` of AWS STS has it. @public */
export interface RoleRequest {
  /** ARN of the role. */
  readonly roleArn: string;
  /** Names the session in the cloud's records: 2 to 64 characters of `[\w=,.@-]`. */
  readonly sessionName: string;
  /** How long the credentials are valid, in ms. */
  readonly durationMs: number;
  /** What the role's owner asks for besides the identity. */
  readonly externalId?: Secret;
  /** ARNs of managed policies that narrow what the session may do. */
  readonly policyArns?: readonly string[];
  /** JSON text of a policy that narrows what the session may do. */
  readonly policy?: string;
  /** Tags of the session. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Credentials of an assumed role. @public */
export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken: Secret;
  /** Milliseconds since 1970-01-01T00:00:00Z after which they are of no use. */
  readonly expiresAt: number;
}

/** What assuming a role can fail with. @public */
export type RoleCredentialsError = PortError;

/** Takes on roles for a while; with AWS that is `AssumeRole`. @public */
export interface RoleCredentials {
  /** Gets credentials of a role. Nothing is kept: each call asks anew. */
  readonly assume: (
    role: RoleRequest,
    options: CallOptions,
  ) => TE.TaskEither<RoleCredentialsError, TemporaryCredentials>;
  /** The worker's own region, e.g. `ap-southeast-2`; `undefined` when none is known. */
  readonly region: (options: CallOptions) => TE.TaskEither<RoleCredentialsError, string | undefined>;
}
