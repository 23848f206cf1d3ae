import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectorContext } from '../connections/connector.js';
import { makeInMemorySecretStore } from './in-memory-secret-store.js';
import { makeTestJob } from './test-job.js';
import { makeTestRealm } from './test-realm.js';

/** What a test may set besides the members of a context. @public */
export type TestConnectorContextOverrides = Partial<Omit<ConnectorContext, 'config'>> & {
  /** Items of lava's configuration by key, in upper case. Default none. */
  readonly config?: Readonly<Record<string, unknown>>;
};

/**
 * Makes a context for describing one connection: the directory `/tmp/lava/run/conn`, the test realm and job, a secret store
 * without secrets and no other source, no configuration, the application name `lv-test-test/job`, and a signal that
 * nobody aborts.
 * @param overrides - members to replace
 * @public
 */
export const makeTestConnectorContext = ({
  config = {},
  ...overrides
}: TestConnectorContextOverrides = {}): ConnectorContext => ({
  directory: '/tmp/lava/run/conn',
  job: makeTestJob(),
  realm: makeTestRealm(),
  sources: { secrets: makeInMemorySecretStore() },
  config: (key) => (Object.hasOwn(config, key) ? config[key] : undefined),
  applicationName: TE.right('lv-test-test/job'),
  signal: new AbortController().signal,
  ...overrides,
});
