/**
 * Ports over Amazon Web Services: a worker with these adapters shares tables, buckets and parameters with lava's Python
 * workers. Each client of the SDK is loaded when it is first needed.
 * @packageDocumentation
 */
export { type AwsClients, makeAwsClients } from './aws-clients.js';
export {
  type AwsClient,
  type AwsCredentials,
  type AwsCredentialsProvider,
  type AwsOptions,
  type AwsService,
} from './aws-options.js';
export { type AwsAdapters, connectAws, type ConnectAwsOptions } from './connect-aws.js';
