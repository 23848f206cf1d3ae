import { describe, expect, it } from 'vitest';

import {
  connectionFailed,
  neverReachedEngine,
  refusal,
  toEngineError,
} from '../../../../src/adapters/docker-engine/engine-errors.js';

const request = { method: 'POST', path: '/containers/create' };
const nodeError = (code: string, message = code): Error => Object.assign(new Error(message), { code });

describe('an answer that is no success', () => {
  it.each([
    [400, 'EngineRefused', 'engine.bad-request', false],
    [401, 'EngineRefused', 'engine.unauthorized', false],
    [403, 'EngineRefused', 'engine.forbidden', false],
    [404, 'EngineRefused', 'engine.not-found', false],
    [409, 'EngineRefused', 'engine.conflict', false],
    [418, 'EngineRefused', 'engine.refused', false],
    [500, 'EngineRefused', 'engine.refused', false],
    [501, 'EngineRefused', 'engine.not-implemented', false],
    [429, 'Unavailable', 'engine.busy', true],
    [502, 'Unavailable', 'engine.busy', true],
    [503, 'Unavailable', 'engine.busy', true],
    [504, 'Unavailable', 'engine.busy', true],
  ])('with status %d is %s (%s, retryable: %s)', (status, tag, code, retryable) => {
    expect(refusal(request, status, '{"message":"words"}')).toMatchObject({
      _tag: tag,
      code,
      retryable,
      message: 'words',
      details: { status },
    });
  });

  it.each([
    ['{"message":"of Docker"}', 'of Docker'],
    ['{"cause":"c","message":"of Podman","response":500}', 'of Podman'],
    ['{"error":"of a proxy"}', 'of a proxy'],
    [' plain text \n', 'plain text'],
    ['', 'HTTP status 500 to POST /containers/create'],
    ['[1]', '[1]'],
  ])('gives the message of %j', (body, message) => {
    expect(refusal(request, 500, body).message).toBe(message);
  });
});

describe('a connection that fails', () => {
  it.each([
    ['ECONNREFUSED', true],
    ['ENOENT', true],
    ['ECONNRESET', true],
    ['EPIPE', true],
    ['ETIMEDOUT', true],
    ['CERT_HAS_EXPIRED', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', false],
  ])('with %s is Unavailable, retryable: %s', (code, retryable) => {
    expect(connectionFailed('unix:///x', nodeError(code))).toMatchObject({
      _tag: 'Unavailable',
      retryable,
      message: `Cannot reach the container engine at unix:///x: ${code}`,
    });
  });

  it('on several addresses names the reason of each', () => {
    const error = new AggregateError([nodeError('A', 'first'), nodeError('B', 'second')]);
    expect(connectionFailed('tcp://localhost:1', error).message).toMatch(/first; second$/);
  });

  it.each([
    ['ECONNREFUSED', true],
    ['ENOENT', true],
    ['ECONNRESET', false],
  ])('with %s certainly sent nothing: %s', (code, expected) => {
    expect(neverReachedEngine(connectionFailed('x', nodeError(code)))).toBe(expected);
  });
});

describe('whatever else is thrown', () => {
  it('becomes Unavailable', () => {
    expect(toEngineError(new TypeError('a fault of ours'))).toMatchObject({
      _tag: 'Unavailable',
      code: 'engine.unexpected',
      retryable: false,
    });
    expect(toEngineError('text')).toMatchObject({ _tag: 'Unavailable' });
  });
});
