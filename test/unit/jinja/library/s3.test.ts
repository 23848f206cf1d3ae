import { expect, test } from 'vitest';
import { splitS3Name } from '../../../../src/jinja/library/s3.js';

test.each(['s3://b/k1/k2', 's3:b/k1/k2', '/b/k1/k2', 'b/k1/k2/'])('%s has bucket b and key k1/k2', (name) => {
  expect(splitS3Name(name)).toEqual(['b', 'k1/k2']);
});

test('a name without a bucket is refused', () => {
  expect(() => splitS3Name('s3://')).toThrow('Invalid S3 object name: s3://');
});
