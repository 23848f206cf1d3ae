import { hasTag, taggedError } from '../../job/tagged-error.js';
import type { EngineError, EngineRefused } from '../../ports/container-engine.js';
import type { Aborted, Unavailable } from '../../ports/port-error.js';

/** What was asked of the engine, for messages: `POST /containers/create`. No query, no body: those may hold secrets. */
export interface RequestLine {
  readonly method: string;
  readonly path: string;
}

const engineErrorTags = ['Unavailable', 'EngineRefused', 'Aborted'] as const;

/** The caller's signal was aborted. */
export const aborted = (): Aborted =>
  taggedError('Aborted', { code: 'engine.aborted', message: 'The call to the container engine was aborted' });

/** The connection was closed by its owner, before or during the call. */
export const connectionClosed = (): Unavailable =>
  taggedError('Unavailable', {
    code: 'engine.closed',
    message: 'The connection to the container engine has been closed',
  });

/** The engine did not answer in time. Retryable: it may be busy. */
export const timedOut = (what: string, limitMs: number): Unavailable =>
  taggedError('Unavailable', {
    code: 'engine.timeout',
    message: `The container engine did not answer within ${limitMs} ms (${what})`,
    retryable: true,
    details: { limitMs },
  });

/** The settings that say how to reach the engine are unusable; trying again does not help. */
export const badEndpoint = (message: string, cause?: unknown): Unavailable =>
  taggedError('Unavailable', {
    code: 'engine.bad-endpoint',
    message,
    ...(cause === undefined ? {} : { cause }),
  });

/** The engine's API is older or newer than what this adapter speaks. */
export const badApiVersion = (message: string): Unavailable =>
  taggedError('Unavailable', { code: 'engine.api-version', message });

/** The engine answered something that is not what its API promises, e.g. through a proxy that cut the answer. */
export const badReply = (request: RequestLine): Unavailable =>
  taggedError('Unavailable', {
    code: 'engine.bad-reply',
    message: `The answer of the container engine to ${request.method} ${request.path} cannot be understood`,
    retryable: true,
  });

/** Faults of certificates, by the codes of Node and OpenSSL: they stay until somebody repairs the settings. */
const isCertificateFault = (code: string): boolean =>
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ERR_OSSL_)/.test(code);

/** The connection could not be opened, or broke. */
export const connectionFailed = (server: string, cause: unknown): Unavailable => {
  const code = errorCode(cause);
  return taggedError('Unavailable', {
    code: 'engine.unreachable',
    message: `Cannot reach the container engine at ${server}: ${causeMessage(cause)}`,
    retryable: !isCertificateFault(code),
    details: { server, ...(code === '' ? {} : { errorCode: code }) },
    cause,
  });
};

const errorCode = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';

const causeMessage = (cause: unknown): string => {
  // An attempt on several addresses (localhost as ::1 and 127.0.0.1) fails with one error that has no message.
  if (cause instanceof AggregateError && cause.message === '')
    return cause.errors.map(causeMessage).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
};

/** Answers of something in front of the engine, or of an engine that is going down. */
const passingStatuses: readonly number[] = [429, 502, 503, 504];

type Refusal = 'bad-request' | 'unauthorized' | 'forbidden' | 'not-found' | 'conflict' | 'not-implemented';

const refusals: Readonly<Record<number, Refusal>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  501: 'not-implemented',
};

/**
 * The error for an answer whose status says that the engine did not do what was asked. This table and the message are
 * the one place where statuses become errors.
 * @param body - the answer's text; JSON with `message` (Docker and Podman) or anything else
 */
export const refusal = (
  request: RequestLine,
  status: number,
  body: string,
): EngineRefused | (Unavailable & { readonly details: { readonly status: number } }) => {
  const message = engineMessage(body) ?? `HTTP status ${status} to ${request.method} ${request.path}`;
  return passingStatuses.includes(status)
    ? taggedError('Unavailable', { code: 'engine.busy', message, retryable: true, details: { status } })
    : taggedError('EngineRefused', {
        code: `engine.${refusals[status] ?? 'refused'}`,
        message,
        details: { status },
      });
};

/**
 * The engine's own words in the body of an error.
 * @returns `undefined` for an empty body
 */
export const engineMessage = (body: string): string | undefined => {
  const text = messageMember(body) ?? body;
  const trimmed = text.trim().slice(0, 4000);
  return trimmed === '' ? undefined : trimmed;
};

const messageMember = (body: string): string | undefined => {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if ('message' in parsed && typeof parsed.message === 'string') return parsed.message;
    if ('error' in parsed && typeof parsed.error === 'string') return parsed.error;
  } catch {
    // Not JSON: a proxy's page, or plain text as old engines send it.
  }
  return undefined;
};

/** Whether a caught value is one of the errors that every call of the port may give. */
export const isEngineError = (value: unknown): value is EngineError => hasTag(value, ...engineErrorTags);

/** Turns whatever was thrown into an error of the port. What is not one already means a fault of ours. */
export const toEngineError = (thrown: unknown): EngineError =>
  isEngineError(thrown)
    ? thrown
    : taggedError('Unavailable', {
        code: 'engine.unexpected',
        message: `The call to the container engine failed: ${causeMessage(thrown)}`,
        cause: thrown,
      });

/** Whether an error means that the engine has no such thing. */
export const isNotFound = (thrown: unknown): boolean => refusalStatus(thrown) === 404;

/** The HTTP status of a refusal; `undefined` for every other error. */
export const refusalStatus = (thrown: unknown): number | undefined =>
  hasTag(thrown, 'EngineRefused') && typeof thrown.details['status'] === 'number'
    ? thrown.details['status']
    : undefined;

/** Failures to open a connection: nothing can have been sent. */
const openingFailures: readonly unknown[] = [
  'ECONNREFUSED',
  'ENOENT',
  'EACCES',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

/** Whether a request failed before the engine can have seen any of it. */
export const neverReachedEngine = (thrown: unknown): boolean =>
  hasTag(thrown, 'Unavailable') && openingFailures.includes(thrown.details['errorCode']);

/** Whether a call ended because the engine did not answer in time. */
export const isTimeOut = (thrown: unknown): boolean =>
  hasTag(thrown, 'Unavailable') && thrown.code === 'engine.timeout';
