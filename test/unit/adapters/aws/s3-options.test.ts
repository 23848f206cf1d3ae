import { describe, expect, it } from 'vitest';

import {
  makeAwsClients,
  makeS3ObjectStore,
  type S3ObjectStoreOptions,
} from '../../../../src/adapters/aws/index.js';
import { partBytesFor, s3Settings } from '../../../../src/adapters/aws/s3-options.js';

const mebibyte = 1024 * 1024;

describe('the options of the S3 object store', () => {
  it.each<readonly [keyof S3ObjectStoreOptions, number]>([
    ['partBytes', 5 * mebibyte - 1],
    ['partBytes', Number.NaN],
    ['parallelParts', 0],
    ['attempts', 0.5],
    ['undoMs', -1],
  ])('refuse %s %d', (option, value) => {
    const clients = makeAwsClients({ clients: {} });
    expect(() => makeS3ObjectStore(clients, { [option]: value })).toThrow(
      new RegExp(`^S3 option ${option}: found ${value}, allowed: `),
    );
  });

  it('are the defaults where they are undefined, as hosts without exactOptionalPropertyTypes can have them', () => {
    const settings = { partBytes: 5 * mebibyte, parallelParts: 2, attempts: 2, undoMs: 5_000 };
    expect(s3Settings({})).toEqual(settings);
    const unset = Object.fromEntries(Object.keys(settings).map((name) => [name, undefined]));
    expect(s3Settings(unset)).toEqual(settings);
  });

  it('make parts so large that S3 takes their number', () => {
    const settings = s3Settings({});
    expect(partBytesFor(0, settings)).toBe(5 * mebibyte);
    const huge = 5_000 * 1024 * mebibyte;
    expect(Math.ceil(huge / partBytesFor(huge, settings))).toBeLessThanOrEqual(10_000);
  });
});
