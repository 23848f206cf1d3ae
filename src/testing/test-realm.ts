import type { Realm } from '../job/realm.js';

/**
 * Makes a realm: `test`, with its files in the bucket `test-bucket`.
 * @param overrides - fields to add or replace
 * @public
 */
export const makeTestRealm = (overrides: Readonly<Record<string, unknown>> = {}): Realm => ({
  realm: 'test',
  s3_payloads: 's3://test-bucket/payloads',
  s3_temp: 's3://test-bucket/tmp',
  ...overrides,
});
