/** Credentials of an AWS identity, in the SDK's own form, so that the SDK's providers fit. @public */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials have one. */
  readonly sessionToken?: string;
  /** When they end; they are asked for anew shortly before. Absent: never. */
  readonly expiration?: Date;
}

/** Gives credentials, and is asked again when they are about to end. @public */
export type AwsCredentialsProvider = () => Promise<AwsCredentials>;

/** The services that the adapters speak to. @public */
export type AwsService =
  'dynamoDb' | 'ecr' | 'kms' | 'redshift' | 'redshiftServerless' | 's3' | 'secretsManager' | 'ssm' | 'sts';

/** What is asked of a client that a host gives: the clients of the AWS SDK for JavaScript, version 3, are such clients. @public */
export interface AwsClient {
  // A method, because the SDK's clients take their own commands only, and a function type would refuse them.
  /** Sends one command. */
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

/**
 * How AWS is reached. No setting is read from the environment or from files unless `credentials` is `'default-chain'`.
 * @public
 */
export interface AwsOptions {
  /**
   * The region of all services, e.g. `ap-southeast-2`. It may be left out with `'default-chain'` only; the SDK then finds
   * it where it finds the credentials.
   */
  readonly region?: string;
  /**
   * The worker's identity: credentials, a provider of them, or `'default-chain'`. The last one is the host's explicit wish
   * for what the SDK does by itself: environment variables (`AWS_…`), the shared files in `~/.aws`, the metadata of the
   * container or machine. Every setting that these options leave open then comes from there too.
   */
  readonly credentials?: AwsCredentials | AwsCredentialsProvider | 'default-chain';
  /** URL of all services, or of some, in place of the region's own, e.g. `http://127.0.0.1:4566`. */
  readonly endpoint?: string | Readonly<Partial<Record<AwsService, string>>>;
  /** How often a request is sent at most, with growing pauses, when AWS is busy or cannot be reached. Default 3. */
  readonly maxAttempts?: number;
  /** How long the making of a connection may take, in ms. Default 5,000. */
  readonly connectTimeoutMs?: number;
  /** How long a connection may stand still in the middle of a request, in ms. Default 60,000. */
  readonly idleTimeoutMs?: number;
  /**
   * Clients that the host has made already: they are used as they are, and are not closed. Those of the services left out
   * are made from the other options when they are needed. Uploads read the configuration of the SDK's own client of S3.
   */
  readonly clients?: Readonly<Partial<Record<AwsService, AwsClient>>>;
}

/**
 * Refuses options that cannot be meant.
 * @throws TypeError naming the option
 */
export const checkAwsOptions = (options: AwsOptions): void => {
  const { region, credentials, clients, endpoint, maxAttempts } = options;
  if (credentials === undefined && clients === undefined)
    throw new TypeError(
      "AWS option credentials: give credentials, a provider of them, or 'default-chain' for what the SDK finds by itself",
    );
  if (credentials !== undefined && credentials !== 'default-chain' && !region)
    throw new TypeError('AWS option region: it is needed beside credentials, e.g. ap-southeast-2');
  if (maxAttempts !== undefined && !(Number.isInteger(maxAttempts) && maxAttempts > 0))
    throw new TypeError(`AWS option maxAttempts: found ${maxAttempts}, allowed: a whole number above 0`);
  for (const name of ['connectTimeoutMs', 'idleTimeoutMs'] as const) {
    const given = options[name];
    if (given !== undefined && !(Number.isFinite(given) && given > 0))
      throw new TypeError(`AWS option ${name}: found ${given}, allowed: a number of ms above 0`);
  }
  for (const url of typeof endpoint === 'object' ? Object.values(endpoint) : [endpoint])
    if (url !== undefined && !isEndpoint(url))
      throw new TypeError(
        `AWS option endpoint: found ${url}, allowed: a URL with http or https, e.g. http://127.0.0.1:4566`,
      );
};

const isEndpoint = (url: string): boolean =>
  URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);

/** The URL of a service that the options name, if any. */
export const endpointOf = ({ endpoint }: AwsOptions, service: AwsService): string | undefined =>
  typeof endpoint === 'string' ? endpoint : endpoint?.[service];
