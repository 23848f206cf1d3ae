import type { Secret } from '../../job/secret.js';

/** What is known of something that a call of the SDK threw. */
export interface AwsFailure {
  /** The SDK's name of the error, e.g. `ThrottlingException`. */
  readonly name: string;
  /** Status of the answer, if there was one. */
  readonly status?: number;
  /** AWS finds the request in its records by it. */
  readonly requestId?: string;
  /** What AWS, or the network, said; without secrets. */
  readonly text: string;
  /** AWS asks for patience. */
  readonly isThrottled: boolean;
  /** There was no answer. */
  readonly isUnreachable: boolean;
  /** There was an answer that makes no sense, for example because it was cut. */
  readonly isUnreadable: boolean;
  /** What was thrown; absent when it may hold a secret. */
  readonly cause?: unknown;
}

/** Codes of Node's errors that mean that a server was not reached, or went away. */
const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/**
 * Reads what a call of the SDK threw.
 * @param secrets - values that were sent: where AWS quotes them they are left out, and so is the cause
 */
export const describeFailure = (cause: unknown, secrets: readonly Secret[]): AwsFailure => {
  const name = textOf(memberOf(cause, 'name')) ?? 'Error';
  const message = cause instanceof Error ? cause.message : String(cause);
  const status = statusOf(cause);
  const requestId = textOf(memberOf(memberOf(cause, '$metadata'), 'requestId'));
  const isUnreadable = isParserError(cause);
  const visible = withoutSecrets(message, secrets);
  return {
    name,
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    // A parser quotes what it could not read, and that may be a secret.
    text: isUnreadable ? unreadable(status) : sentenceOf(name, visible),
    isThrottled: memberOf(memberOf(cause, '$retryable'), 'throttling') === true,
    isUnreachable: status === undefined && networkCodes.has(textOf(memberOf(cause, 'code')) ?? ''),
    isUnreadable,
    ...(isUnreadable || visible !== message ? {} : { cause }),
  };
};

/** Whether what the SDK has thrown has one of the given names; two copies of the SDK share no classes. */
export const isNamed = (cause: unknown, ...names: readonly string[]): boolean =>
  names.includes(textOf(memberOf(cause, 'name')) ?? '');

const unreadable = (status: number | undefined): string =>
  `the answer${status === undefined ? '' : ` with status ${status}`} cannot be read`;

const sentenceOf = (name: string, message: string): string => {
  if (name === 'Error') return message;
  return message === '' || message === 'UnknownError' ? name : `${name}: ${message}`;
};

const withoutSecrets = (message: string, secrets: readonly Secret[]): string =>
  secrets
    .map((secret) => secret.reveal())
    .filter((value) => value !== '')
    .reduce((text, value) => text.replaceAll(value, '[redacted]'), message);

/** Errors of the SDK's parsers: they have an answer's status, and are no errors that a service has sent. */
const isParserError = (cause: unknown): boolean =>
  cause instanceof SyntaxError || (cause instanceof Error && cause.message.includes('Deserialization error'));

const statusOf = (cause: unknown): number | undefined => {
  const status = memberOf(memberOf(cause, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const memberOf = (value: unknown, member: string): unknown =>
  // Any object may have any member; what it is, is checked where it is used.
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : undefined;
