import fc from 'fast-check';

import { damaged, type Damaged, withField, withoutField } from './damage.js';
import { durations, identifiers, plainNames, records, s3Locations } from './plain-values.js';

const actions = fc.array(
  fc.record({ action: fc.constantFrom('dispatch', 'email', 'log'), job_id: identifiers }),
  { maxLength: 2 },
);

/** Realm records as they are stored, each of them acceptable. @public */
export const realmRecords = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  records(
    { realm: plainNames, s3_payloads: s3Locations, s3_temp: s3Locations },
    {
      s3_key: plainNames.map((name) => `alias/${name}`),
      docker: identifiers,
      config: fc.record({ DOCKER_TIMEOUT: durations }, { requiredKeys: [] }),
      on_success: actions,
      on_fail: actions,
      on_retry: actions,
    },
  );

/** Realm records with one thing wrong, which `decodeRealm` refuses. @public */
export const damagedRealmRecords = (): fc.Arbitrary<Damaged> =>
  damaged(realmRecords(), [
    withoutField('realm', ''),
    withoutField('s3_temp', ''),
    withField('realm', '', 'an empty name'),
    withField('realm', ['dev'], 'a name that is a list'),
    withField('s3_payloads', '', 'no place for payloads'),
    withField('s3_temp', 42, 'a number as the temporary area'),
    withField('config', 'DEBUG=1', 'a configuration that is a text'),
    withField('docker', { conn_id: 'dk' }, 'a map as the docker connection'),
    withField('on_fail', { action: 'log' }, 'actions that are no list'),
  ]);
