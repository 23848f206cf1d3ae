/**
 * Ports over Amazon Web Services: a worker with these adapters shares tables, buckets and parameters with lava's Python
 * workers. Each client of the SDK is loaded when it is first needed.
 * @packageDocumentation
 */
export { type AwsClients, makeAwsClients } from './aws-clients.js';
export { makeAwsDatabaseCredentials } from './aws-database-credentials.js';
export {
  type AwsClient,
  type AwsCredentials,
  type AwsCredentialsProvider,
  type AwsOptions,
  type AwsService,
} from './aws-options.js';
export { type AwsAdapters, connectAws, type ConnectAwsOptions } from './connect-aws.js';
export { makeDynamoDbConnectionStore } from './dynamodb-connection-store.js';
export { makeDynamoDbJobStore } from './dynamodb-job-store.js';
export { makeDynamoDbRealmStore } from './dynamodb-realm-store.js';
export { type DynamoDbStateLookupOptions, makeDynamoDbStateLookup } from './dynamodb-state-lookup.js';
export {
  type EcrRegistryCredentialsOptions,
  makeEcrRegistryCredentials,
} from './ecr-registry-credentials.js';
export { ExactNumber } from './exact-number.js';
export { type ParameterCacheOptions, parameterCacheOf } from './parameter-cache-options.js';
export { makeS3ObjectStore } from './s3-object-store.js';
export { type S3ObjectStoreOptions } from './s3-options.js';
export { makeSecretsManagerSecretStore } from './secrets-manager-secret-store.js';
export { makeSsmSecretStore, type SsmSecretStoreOptions } from './ssm-secret-store.js';
export { makeStsRoleCredentials } from './sts-role-credentials.js';
