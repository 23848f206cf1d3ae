import { isPortError } from '../../job/is-port-error.js';
import type { Secret } from '../../job/secret.js';
import { taggedError } from '../../job/tagged-error.js';
import type { Aborted, InvalidData, PortError } from '../../ports/port-error.js';
import { type AwsFailure, describeFailure } from './aws-failure.js';

/** What an error of the SDK means, whatever the service. */
const deniedNames = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'NotAuthorized',
  'OptInRequired',
  // The clock of this machine is wrong by more than the SDK could put right.
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnauthorizedOperation',
  'UnrecognizedClientException',
];

const busyNames = [
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
];

const passingNames = [
  'IDPCommunicationError',
  'InternalError',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'InternalServiceError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
];

/** What the errors of one service mean beyond what all services have in common. Names are those of the SDK's errors. */
export interface AwsErrorRules {
  /** The service, for the error's details. */
  readonly service: string;
  /** What was named does not exist: trying again does not help. */
  readonly missing?: readonly string[];
  /** What was found is not what it should be. */
  readonly invalid?: readonly string[];
  /** More names that mean a refusal. */
  readonly denied?: readonly string[];
  /** More names after which trying again may help. */
  readonly passing?: readonly string[];
}

/** What an adapter tells about a failed call. */
export interface AwsErrorContext {
  /** What was tried, and on what: `Cannot read parameter /lava/dev/p`. */
  readonly doing: string;
  readonly signal: AbortSignal;
  /** Values that were sent, which AWS may quote in its answer. */
  readonly secrets?: readonly Secret[];
  /** Facts for the error: table, key, bucket, parameter. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Turns what a call of the SDK threw into an error of a port. An error of a port stays as it is; after an abort it is
 * `Aborted` whatever was thrown.
 */
export type AwsErrorMapper = (cause: unknown, context: AwsErrorContext) => PortError;

/** Makes the function that maps the errors of one adapter. */
export const awsErrorMapper =
  (rules: AwsErrorRules): AwsErrorMapper =>
  (cause, context) => {
    if (isAborted(context.signal)) return abortedError(context.signal);
    if (isPortError(cause)) return cause;
    const failure = describeFailure(cause, context.secrets ?? []);
    const { tag, code, retryable } = kindOf(failure, rules);
    return taggedError(tag, {
      code: `aws.${code}`,
      message: `${context.doing}: ${failure.text}`,
      retryable,
      details: { service: rules.service, ...factsOf(failure), ...context.details },
      ...(failure.cause === undefined ? {} : { cause: failure.cause }),
    });
  };

/** The error of a call whose signal was aborted. */
export const abortedError = (signal: AbortSignal): Aborted =>
  taggedError('Aborted', { code: 'aws.aborted', message: 'The call was aborted', cause: signal.reason });

/** Whether the signal is aborted now; asked again after a wait, the answer may have changed. */
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** What AWS holds is not what it should be. The message must not show a secret. */
export const invalidData = (
  code: 'bad-item' | 'bad-token' | 'binary-secret' | 'no-credentials' | 'no-login' | 'wrong-size',
  message: string,
  details: Readonly<Record<string, unknown>>,
): InvalidData => taggedError('InvalidData', { code: `aws.${code}`, message, details });

interface Kind {
  readonly tag: 'AccessDenied' | 'Unavailable' | 'InvalidData';
  readonly code:
    | 'access-denied'
    | 'busy'
    | 'invalid-data'
    | 'not-found'
    | 'refused'
    | 'unavailable'
    | 'unreachable'
    | 'unreadable-answer';
  readonly retryable: boolean;
}

const final = (tag: Kind['tag'], code: Kind['code']): Kind => ({ tag, code, retryable: false });
const passing = (code: Kind['code']): Kind => ({ tag: 'Unavailable', code, retryable: true });

/** The name says more than the status: DynamoDB throttles with 400, and S3 answers 400 to expired credentials. */
const kindOf = (failure: AwsFailure, rules: AwsErrorRules): Kind => {
  const { name, status } = failure;
  if (rules.missing?.includes(name)) return final('Unavailable', 'not-found');
  if (rules.invalid?.includes(name)) return final('InvalidData', 'invalid-data');
  if (busyNames.includes(name) || failure.isThrottled || status === 429) return passing('busy');
  if (passingNames.includes(name) || rules.passing?.includes(name)) return passing('unavailable');
  if (deniedNames.includes(name) || rules.denied?.includes(name))
    return final('AccessDenied', 'access-denied');
  if (failure.isUnreachable) return passing('unreachable');
  if (status === 401 || status === 403) return final('AccessDenied', 'access-denied');
  if (status !== undefined && status >= 500) return passing('unavailable');
  if (failure.isUnreadable && isSuccess(status)) return passing('unreadable-answer');
  return final('Unavailable', 'refused');
};

const isSuccess = (status: number | undefined): boolean => status === undefined || status < 300;

const factsOf = ({ name, status, requestId }: AwsFailure): Readonly<Record<string, unknown>> => ({
  error: name,
  ...(status === undefined ? {} : { status }),
  ...(requestId === undefined ? {} : { requestId }),
});
