import type * as T from 'fp-ts/lib/Task.js';

import type { Clock } from '../../ports/clock.js';
import type { ConnectionStore } from '../../ports/connection-store.js';
import type { DatabaseCredentials } from '../../ports/database-credentials.js';
import type { JobStore } from '../../ports/job-store.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { RealmStore } from '../../ports/realm-store.js';
import type { RegistryCredentials } from '../../ports/registry-credentials.js';
import type { RoleCredentials } from '../../ports/role-credentials.js';
import type { SecretStore } from '../../ports/secret-store.js';
import type { StateLookup } from '../../ports/state-lookup.js';
import { type AwsClients, makeAwsClients } from './aws-clients.js';
import { makeAwsDatabaseCredentials } from './aws-database-credentials.js';
import type { AwsOptions } from './aws-options.js';
import { makeDynamoDbConnectionStore } from './dynamodb-connection-store.js';
import { makeDynamoDbJobStore } from './dynamodb-job-store.js';
import { makeDynamoDbRealmStore } from './dynamodb-realm-store.js';
import { makeDynamoDbStateLookup } from './dynamodb-state-lookup.js';
import { makeEcrRegistryCredentials } from './ecr-registry-credentials.js';
import type { ParameterCacheOptions } from './parameter-cache-options.js';
import { makeS3ObjectStore } from './s3-object-store.js';
import type { S3ObjectStoreOptions } from './s3-options.js';
import { makeSecretsManagerSecretStore } from './secrets-manager-secret-store.js';
import { makeSsmSecretStore } from './ssm-secret-store.js';
import { makeStsRoleCredentials } from './sts-role-credentials.js';

/** How the adapters of {@link connectAws} are set up. @public */
export interface ConnectAwsOptions extends AwsOptions {
  /** For the age of tokens, parameters and state items. */
  readonly clock: Clock;
  /** How parameters are kept; {@link parameterCacheOf} reads it from lava's configuration. */
  readonly parameterCache?: ParameterCacheOptions;
  /** How objects are uploaded. */
  readonly objects?: S3ObjectStoreOptions;
}

/** Every port that AWS serves, over one set of clients. @public */
export interface AwsAdapters {
  /** Connection records: the table `lava.<REALM>.connections`. */
  readonly connections: ConnectionStore;
  /** State items: the table `lava.<REALM>.state`. */
  readonly state: StateLookup;
  /** Realm records: the table `lava.realms`. */
  readonly realms: RealmStore;
  /** Job records: the table `lava.<REALM>.jobs`. */
  readonly jobs: JobStore;
  /** Objects of Amazon S3. */
  readonly objects: ObjectStore;
  /** Parameters of AWS Systems Manager. */
  readonly secrets: SecretStore;
  /** Secrets of AWS Secrets Manager. */
  readonly managedSecrets: SecretStore;
  /** Tokens of Amazon ECR. */
  readonly registryCredentials: RegistryCredentials;
  /** Logins for databases of RDS, Redshift and Redshift Serverless. */
  readonly databaseCredentials: DatabaseCredentials;
  /** Roles of AWS STS. */
  readonly roleCredentials: RoleCredentials;
  /** What the adapters share, for an adapter that is set up otherwise. */
  readonly clients: AwsClients;
  /** Closes the connections. No adapter can be used afterwards. Harmless when called again. */
  readonly close: T.Task<void>;
}

/**
 * Connects every port to AWS. Nothing is loaded, read or contacted until an adapter is used.
 * @returns adapters that the caller closes
 * @throws TypeError for options that cannot be meant
 * @public
 */
export const connectAws = ({
  clock,
  parameterCache = {},
  objects = {},
  ...options
}: ConnectAwsOptions): AwsAdapters => {
  const clients = makeAwsClients(options);
  return {
    connections: makeDynamoDbConnectionStore(clients),
    state: makeDynamoDbStateLookup(clients, { clock }),
    realms: makeDynamoDbRealmStore(clients),
    jobs: makeDynamoDbJobStore(clients),
    objects: makeS3ObjectStore(clients, objects),
    secrets: makeSsmSecretStore(clients, { cache: parameterCache, clock }),
    managedSecrets: makeSecretsManagerSecretStore(clients),
    registryCredentials: makeEcrRegistryCredentials(clients, { clock }),
    databaseCredentials: makeAwsDatabaseCredentials(clients),
    roleCredentials: makeStsRoleCredentials(clients),
    clients,
    close: clients.close,
  };
};
