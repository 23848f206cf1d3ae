import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { RedshiftClient } from '@aws-sdk/client-redshift';
import type { RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import type * as T from 'fp-ts/lib/Task.js';

import { taggedError } from '../../job/tagged-error.js';
import { type AwsClient, type AwsOptions, type AwsService, checkAwsOptions } from './aws-options.js';
import { clientConfiguration, type ClientConfiguration } from './client-configuration.js';

/**
 * The connections to AWS that adapters share: one client for each service, loaded and made when it is first needed.
 * @public
 */
export interface AwsClients {
  /** Closes the connections of the clients that were made here. Calls afterwards fail. Harmless when called again. */
  readonly close: T.Task<void>;
  /** @internal What they are made from. */
  readonly options: AwsOptions;
  /** @internal */
  readonly dynamoDb: () => Promise<DynamoDBClient>;
  /** @internal */
  readonly ecr: () => Promise<ECRClient>;
  /** @internal */
  readonly kms: () => Promise<KMSClient>;
  /** @internal */
  readonly redshift: () => Promise<RedshiftClient>;
  /** @internal */
  readonly redshiftServerless: () => Promise<RedshiftServerlessClient>;
  /** @internal */
  readonly s3: () => Promise<S3Client>;
  /** @internal */
  readonly secretsManager: () => Promise<SecretsManagerClient>;
  /** @internal */
  readonly ssm: () => Promise<SSMClient>;
  /** @internal */
  readonly sts: () => Promise<STSClient>;
}

/**
 * Makes the connections that adapters share. Nothing is loaded, read or contacted yet.
 * @returns clients that the caller closes, when no adapter uses them any more
 * @throws TypeError for options that cannot be meant
 * @public
 */
export const makeAwsClients = (options: AwsOptions): AwsClients => {
  checkAwsOptions(options);
  const lent = { ...options.clients };
  const made: Promise<AwsClient & Closeable>[] = [];
  let isClosed = false;

  /** The host's client of a service, or one that is made at the first call. */
  const member = <C extends AwsClient & Closeable>(
    service: AwsService,
    make: (configuration: ClientConfiguration) => Promise<C>,
  ): (() => Promise<C>) => {
    let own: Promise<C> | undefined;
    return () => {
      if (isClosed) return Promise.reject(closedError(service));
      const given = lent[service];
      // The host says that its client is one of this service: the commands are sent to it as they are.
      if (given !== undefined) return Promise.resolve(given as C);
      if (options.credentials === undefined) return Promise.reject(missingClient(service));
      if (own === undefined) {
        own = make(clientConfiguration(options, service));
        made.push(own);
      }
      return own;
    };
  };

  return {
    options,
    close: async () => {
      isClosed = true;
      for (const result of await Promise.allSettled(made.splice(0)))
        if (result.status === 'fulfilled') result.value.destroy();
    },
    dynamoDb: member('dynamoDb', async (configuration) => {
      const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
      return new DynamoDBClient(configuration);
    }),
    ecr: member('ecr', async (configuration) => {
      const { ECRClient } = await import('@aws-sdk/client-ecr');
      return new ECRClient(configuration);
    }),
    kms: member('kms', async (configuration) => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return new KMSClient(configuration);
    }),
    redshift: member('redshift', async (configuration) => {
      const { RedshiftClient } = await import('@aws-sdk/client-redshift');
      return new RedshiftClient(configuration);
    }),
    redshiftServerless: member('redshiftServerless', async (configuration) => {
      const { RedshiftServerlessClient } = await import('@aws-sdk/client-redshift-serverless');
      return new RedshiftServerlessClient(configuration);
    }),
    s3: member('s3', async (configuration) => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client(configuration);
    }),
    secretsManager: member('secretsManager', async (configuration) => {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      return new SecretsManagerClient(configuration);
    }),
    ssm: member('ssm', async (configuration) => {
      const { SSMClient } = await import('@aws-sdk/client-ssm');
      return new SSMClient(configuration);
    }),
    sts: member('sts', async (configuration) => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      return new STSClient(configuration);
    }),
  };
};

interface Closeable {
  readonly destroy: () => void;
}

const closedError = (service: AwsService): Error =>
  taggedError('Unavailable', {
    code: 'aws.closed',
    message: 'The AWS clients are closed',
    details: { service },
  });

const missingClient = (service: AwsService): Error =>
  taggedError('Unavailable', {
    code: 'aws.no-client',
    message: `The AWS options hold neither a client of ${service} nor credentials to make one with`,
    details: { service },
  });
