import {
  type AwsCredentials,
  type AwsCredentialsProvider,
  type AwsOptions,
  type AwsService,
  endpointOf,
} from './aws-options.js';

/** The part of a client's configuration that all the SDK's clients have in common. */
export interface ClientConfiguration {
  readonly region?: string;
  readonly credentials?: AwsCredentials | AwsCredentialsProvider;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
}

/** The SDK's own number. */
const defaultMaxAttempts = 3;

/**
 * The settings that the SDK would look for in the environment and in files, given their defaults, so that it looks
 * nowhere. It takes the members that a service does not know without complaint.
 */
const sealed = {
  maxAttempts: defaultMaxAttempts,
  defaultsMode: 'standard',
  retryMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  ignoreConfiguredEndpointUrls: true,
  userAgentAppId: () => Promise.resolve(undefined),
  authSchemePreference: [] as string[],
  sigv4aSigningRegionSet: [] as string[],
  disableClockSkewCorrection: false,
  // DynamoDB
  accountIdEndpointMode: 'preferred',
  endpointDiscoveryEnabledProvider: () => Promise.resolve(false),
  // S3
  disableS3ExpressSessionAuth: false,
  requestChecksumCalculation: 'WHEN_SUPPORTED',
  responseChecksumValidation: 'WHEN_SUPPORTED',
  useArnRegion: false,
} as const;

const ignore = (): void => undefined;

/** The SDK would write on the console that many requests wait for a connection; that they wait is meant. */
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Makes the configuration of a service's client. */
export const clientConfiguration = (options: AwsOptions, service: AwsService): ClientConfiguration => {
  const { region, credentials, maxAttempts, connectTimeoutMs = 5_000, idleTimeoutMs = 60_000 } = options;
  const endpoint = endpointOf(options, service);
  const shared = {
    requestHandler: { connectionTimeout: connectTimeoutMs, socketTimeout: idleTimeoutMs, logger: silent },
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    // A server at an address of its own has no host name for each bucket.
    ...(service === 's3' && endpoint !== undefined ? { forcePathStyle: true } : {}),
  };
  return credentials === 'default-chain' || credentials === undefined
    ? shared
    : { ...sealed, ...shared, credentials };
};
