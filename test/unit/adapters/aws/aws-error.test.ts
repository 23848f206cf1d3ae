import { describe, expect, it } from 'vitest';

import { databaseError } from '../../../../src/adapters/aws/aws-database-credentials.js';
import { type AwsErrorMapper, invalidData } from '../../../../src/adapters/aws/aws-error.js';
import { kmsError } from '../../../../src/adapters/aws/decrypt.js';
import { dynamoDbError } from '../../../../src/adapters/aws/dynamodb-error.js';
import { ecrError } from '../../../../src/adapters/aws/ecr-registry-credentials.js';
import { s3Error } from '../../../../src/adapters/aws/s3-error.js';
import { secretsManagerError } from '../../../../src/adapters/aws/secrets-manager-secret-store.js';
import { ssmError } from '../../../../src/adapters/aws/ssm-secret-store.js';
import { stsError } from '../../../../src/adapters/aws/sts-role-credentials.js';
import { Secret } from '../../../../src/job/secret.js';

const signal = new AbortController().signal;
const context = { doing: 'Cannot do it', signal };

/** An error as the SDK throws it. */
const sdkError = (name: string, status?: number, message = 'what AWS said'): Error =>
  Object.assign(new Error(message), {
    name,
    $metadata: { ...(status === undefined ? {} : { httpStatusCode: status }), requestId: 'id-1' },
  });

const nodeError = (code: string): Error => Object.assign(new Error(`${code}: some words`), { code });

const mappers: Readonly<Record<string, AwsErrorMapper>> = {
  s3: s3Error,
  ecr: ecrError,
  ssm: ssmError,
  secretsmanager: secretsManagerError,
  sts: stsError,
  'database-credentials': databaseError,
  dynamoDb: dynamoDbError,
  kms: kmsError,
};

describe.each(Object.entries(mappers))('the errors of %s', (service, mapper) => {
  it.each([
    ['ThrottlingException', 400, 'Unavailable', 'aws.busy', true],
    ['Throttling', 400, 'Unavailable', 'aws.busy', true],
    ['RequestLimitExceeded', 400, 'Unavailable', 'aws.busy', true],
    ['SlowDown', 503, 'Unavailable', 'aws.busy', true],
    ['AnythingNew', 429, 'Unavailable', 'aws.busy', true],
    ['InternalServerError', 500, 'Unavailable', 'aws.unavailable', true],
    ['ServiceUnavailable', 503, 'Unavailable', 'aws.unavailable', true],
    ['RequestTimeout', 400, 'Unavailable', 'aws.unavailable', true],
    ['TimeoutError', undefined, 'Unavailable', 'aws.unavailable', true],
    ['AnythingNew', 502, 'Unavailable', 'aws.unavailable', true],
    ['AccessDeniedException', 400, 'AccessDenied', 'aws.access-denied', false],
    ['AccessDenied', 403, 'AccessDenied', 'aws.access-denied', false],
    ['ExpiredTokenException', 400, 'AccessDenied', 'aws.access-denied', false],
    ['UnrecognizedClientException', 400, 'AccessDenied', 'aws.access-denied', false],
    ['SignatureDoesNotMatch', 403, 'AccessDenied', 'aws.access-denied', false],
    ['RequestTimeTooSkewed', 403, 'AccessDenied', 'aws.access-denied', false],
    ['RequestExpired', 400, 'AccessDenied', 'aws.access-denied', false],
    ['RequestInTheFuture', 400, 'AccessDenied', 'aws.access-denied', false],
    ['CredentialsProviderError', undefined, 'AccessDenied', 'aws.access-denied', false],
    ['AnythingNew', 401, 'AccessDenied', 'aws.access-denied', false],
    ['AnythingNew', 403, 'AccessDenied', 'aws.access-denied', false],
    ['AnythingNew', 400, 'Unavailable', 'aws.refused', false],
    ['AnythingNew', undefined, 'Unavailable', 'aws.refused', false],
  ])('%s with status %s is %s', (name, status, tag, code, retryable) => {
    expect(mapper(sdkError(name, status), context)).toMatchObject({
      _tag: tag,
      code,
      retryable,
      message: `Cannot do it: ${name}: what AWS said`,
      details: { service, error: name, requestId: 'id-1' },
    });
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT'])(
    'a network that says %s may be back later',
    (code) => {
      expect(mapper(nodeError(code), context)).toMatchObject({
        _tag: 'Unavailable',
        code: 'aws.unreachable',
        retryable: true,
        message: `Cannot do it: ${code}: some words`,
      });
    },
  );

  it('quote no answer that cannot be read, because it may hold a secret', () => {
    const cause = new SyntaxError('Unexpected token o, "oops pa55word" is not valid JSON');
    const error = mapper(Object.assign(cause, { $metadata: { httpStatusCode: 200 } }), context);
    expect(error).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.unreadable-answer',
      retryable: true,
      message: 'Cannot do it: the answer with status 200 cannot be read',
    });
    expect(error.cause).toBeUndefined();
  });

  it('tell a refusal by its status when its words cannot be read', () => {
    const cause = Object.assign(new SyntaxError('<html>'), { $metadata: { httpStatusCode: 403 } });
    expect(mapper(cause, context)).toMatchObject({ _tag: 'AccessDenied', retryable: false });
  });

  it('leave out a secret that AWS quotes, and the cause with it', () => {
    const cause = sdkError('ValidationError', 400, "Value 'hunter2' at 'externalId' is not valid");
    const error = mapper(cause, { ...context, secrets: [new Secret('hunter2'), new Secret('')] });
    expect(error.message).toBe(
      "Cannot do it: ValidationError: Value '[redacted]' at 'externalId' is not valid",
    );
    expect(error.cause).toBeUndefined();
  });

  it('leave an error of a port as it is', () => {
    const error = invalidData('bad-item', 'words', {});
    expect(mapper(error, context)).toBe(error);
  });

  it('are Aborted after an abort, whatever is thrown', () => {
    expect(mapper(sdkError('SlowDown', 503), { ...context, signal: AbortSignal.abort() })).toMatchObject({
      _tag: 'Aborted',
      retryable: false,
    });
  });

  it('cope with what is no error', () => {
    expect(mapper('text', context).message).toBe('Cannot do it: text');
    expect(mapper(undefined, context).message).toBe('Cannot do it: undefined');
  });
});

describe('the errors of one service only', () => {
  it.each([
    ['ssm', 'ValidationException', 400, 'Unavailable', 'aws.refused', false],
    ['dynamoDb', 'ResourceNotFoundException', 400, 'Unavailable', 'aws.not-found', false],
    ['dynamoDb', 'ValidationException', 400, 'InvalidData', 'aws.invalid-data', false],
    ['dynamoDb', 'ProvisionedThroughputExceededException', 400, 'Unavailable', 'aws.busy', true],
    ['kms', 'NotFoundException', 400, 'Unavailable', 'aws.not-found', false],
    ['kms', 'InvalidCiphertextException', 400, 'InvalidData', 'aws.invalid-data', false],
    ['kms', 'IncorrectKeyException', 400, 'InvalidData', 'aws.invalid-data', false],
    ['kms', 'KMSInternalException', 500, 'Unavailable', 'aws.unavailable', true],
    ['kms', 'DependencyTimeoutException', 500, 'Unavailable', 'aws.unavailable', true],
    ['kms', 'KeyUnavailableException', 500, 'Unavailable', 'aws.unavailable', true],
    ['s3', 'NoSuchBucket', 404, 'Unavailable', 'aws.not-found', false],
    ['s3', 'NoSuchUpload', 404, 'Unavailable', 'aws.unavailable', true],
    ['s3', 'BadDigest', 400, 'Unavailable', 'aws.unavailable', true],
    ['s3', 'KMS.DisabledException', 400, 'AccessDenied', 'aws.access-denied', false],
    ['ssm', 'ParameterVersionNotFound', 400, 'Unavailable', 'aws.not-found', false],
    ['ssm', 'InvalidKeyId', 400, 'AccessDenied', 'aws.access-denied', false],
    ['secretsmanager', 'DecryptionFailure', 400, 'AccessDenied', 'aws.access-denied', false],
    ['sts', 'RegionDisabledException', 403, 'AccessDenied', 'aws.access-denied', false],
    ['sts', 'IDPCommunicationError', 400, 'Unavailable', 'aws.unavailable', true],
    ['database-credentials', 'ClusterNotFoundFault', 404, 'Unavailable', 'aws.not-found', false],
    ['database-credentials', 'ClusterNotFound', 404, 'Unavailable', 'aws.not-found', false],
    ['database-credentials', 'ResourceNotFoundException', 400, 'Unavailable', 'aws.not-found', false],
  ])('%s: %s with status %s is %s', (service, name, status, tag, code, retryable) => {
    expect(mappers[service]?.(sdkError(name, status), context)).toMatchObject({ _tag: tag, code, retryable });
  });

  it('does not say twice what has no words', () => {
    expect(s3Error(sdkError('NotFound', 404, 'UnknownError'), context).message).toBe(
      'Cannot do it: NotFound',
    );
  });
});
