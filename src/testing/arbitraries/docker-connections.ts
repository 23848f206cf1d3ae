import fc from 'fast-check';

import { damaged, type Damaged, withField } from './damage.js';
import {
  booleans,
  hostNames,
  identifiers,
  lineTexts,
  plainNames,
  records,
  secretNames,
} from './plain-values.js';

const common = {
  conn_id: identifiers,
  type: fc.constantFrom('docker', 'Docker'),
  enabled: fc.constant(true),
};

const engine = {
  server: fc.oneof(
    identifiers.map((path) => `unix:///run/${path}.sock`),
    fc
      .tuple(fc.constantFrom('tcp', 'http', 'https'), hostNames)
      .map(([scheme, host]) => `${scheme}://${host}:2376`),
    hostNames.map((host) => `ssh://worker@${host}`),
  ),
  tls: booleans,
  timeout: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.constantFrom('30', '1.5')),
  description: lineTexts,
};

const registries = fc
  .tuple(hostNames, fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }))
  .map(([host, port]) => (port === undefined ? host : `${host}:${port}`));

/** Docker connections as the connections table stores them, each of them enabled and acceptable. @public */
export const dockerConnectionRecords = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.oneof(
    records(common, engine),
    records({ ...common, registry: registries, user: plainNames, password: secretNames }, engine),
    records(
      { ...common, registry: fc.constantFrom('ecr', 'ecr:123456789012', 'ecr:123456789012:210987654321') },
      engine,
    ),
  );

/** Docker connections with one thing wrong, which fail a job before its engine is contacted. @public */
export const damagedDockerConnectionRecords = (): fc.Arbitrary<Damaged> =>
  damaged(dockerConnectionRecords(), [
    withField('server', 'nowhere', 'a server that is no URL'),
    withField('server', 2375, 'a number as the server'),
    withField('tls', 'perhaps', 'TLS that is neither on nor off'),
    withField('timeout', 0, 'a timeout of zero'),
    withField('timeout', 'soon', 'a timeout that is no number'),
    withField('registry', 'not a host', 'a registry that is no host'),
    withField('registry', ['ghcr.io'], 'a registry that is a list'),
    {
      damage: 'a registry without a user',
      path: 'user',
      apply: ({ user: _, ...record }) => ({ ...record, registry: 'ghcr.io', password: '/lava/dev/ghcr' }),
    },
  ]);
