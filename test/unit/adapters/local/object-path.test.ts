import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  besidePath,
  keyOfPath,
  nameOfBucket,
  pathOfKey,
} from '../../../../src/adapters/local/object-path.js';

/** Keys with what file systems trip over in them. */
const key = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('.', '..', '', '%', '%_', '%+', '.meta', '~', '\\', 'é'.repeat(100), '.'.repeat(300)),
      fc.string({ minLength: 190, maxLength: 450 }),
    ),
    { maxLength: 6 },
  )
  .map((segments) => segments.join('/'))
  .filter((text) => !/\p{Surrogate}/u.test(text));

describe('pathOfKey', () => {
  it('leaves plain keys as they are', () => {
    expect(pathOfKey('tmp/job-1/run_2/logs.txt')).toBe(path.join('tmp', 'job-1', 'run_2', 'logs.txt'));
  });

  it('gives every key a path of safe names from which the key can be read again', () => {
    fc.assert(
      fc.property(key, (text) => {
        const file = pathOfKey(text);
        for (const name of file.split(path.sep)) {
          expect(name).toMatch(/^[\w!'()~%+-][\w!'().~%+-]*$/);
          expect(name.length).toBeLessThanOrEqual(202);
        }
        expect(keyOfPath(file)).toBe(text);
        expect(keyOfPath(besidePath(file))).toBe(text);
      }),
    );
  });

  it('gives different keys different paths', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        expect(pathOfKey(one) === pathOfKey(other)).toBe(one === other);
      }),
    );
  });
});

describe('nameOfBucket', () => {
  it('keeps a bucket below its folder', () => {
    expect(nameOfBucket('..')).toBe('%2E%2E');
    expect(nameOfBucket('a/b')).toBe('a%2Fb');
  });
});
