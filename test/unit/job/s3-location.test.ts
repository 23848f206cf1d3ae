import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { joinS3, parseS3Location, s3Location, s3LocationText, s3Uri } from '../../../src/job/s3-location.js';

describe('parseS3Location', () => {
  test.each(['s3://b/p', 's3:b/p', '/b/p', 'b/p', 's3://b/p/', '//b/p', 's3:///b/p'])('reads %j', (text) => {
    expect(parseS3Location(text)).toEqual(E.right({ bucket: 'b', key: 'p' }));
  });

  test('keeps slashes inside the key and takes them off its ends', () => {
    expect(parseS3Location('s3://b//p//q//')).toEqual(E.right({ bucket: 'b', key: 'p//q' }));
  });

  test('gives an empty key for a bucket alone', () => {
    expect(parseS3Location('s3://b/')).toEqual(E.right({ bucket: 'b', key: '' }));
  });

  test.each(['/', 's3://', 's3:', 's3:///'])('refuses %j, which names no bucket', (text) => {
    expect(parseS3Location(text)).toEqual(E.left(`Invalid S3 object name: ${text}`));
  });

  test('shows that a text is empty', () => {
    expect(parseS3Location('')).toEqual(E.left('Invalid S3 object name: ""'));
  });

  // Looked at from each slash in turn, it would take longer than a test may.
  test('takes a long run of slashes', () => {
    const slashes = '/'.repeat(200_000);
    expect(parseS3Location(`b${slashes}x`)).toEqual(E.right({ bucket: 'b', key: 'x' }));
  });

  test('reads its own normal form back', () => {
    const part = fc.stringMatching(/^[a-z0-9]([a-z0-9/]*[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]+$/), fc.oneof(part, fc.constant('')), (bucket, key) => {
        expect(parseS3Location(s3LocationText({ bucket, key }))).toEqual(E.right({ bucket, key }));
      }),
    );
  });
});

test('joinS3 puts the parts below a location', () => {
  expect(joinS3('s3://b/tmp', 'demo/d', 'R', 'logs')).toBe('s3://b/tmp/demo/d/R/logs');
  expect(joinS3('s3://b')).toBe('s3://b');
});

describe('the decoders', () => {
  test('give the parts, or the normal form', () => {
    expect(s3Location.decode('b/tmp/')).toEqual(E.right({ bucket: 'b', key: 'tmp' }));
    expect(s3Uri.decode('b/tmp/')).toEqual(E.right('s3://b/tmp'));
  });

  test('refuse what is no text', () => {
    expect(E.isLeft(s3Uri.decode(5))).toBe(true);
  });
});
