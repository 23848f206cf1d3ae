import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
  makeLocalConnectionStore,
  makeLocalJobStore,
  makeLocalSecretStore,
  makeLocalStateLookup,
} from '../../src/adapters/local/index.js';
import {
  describeConnectionStoreContract,
  describeJobStoreContract,
  describeSecretStoreContract,
  describeStateLookupContract,
  type SuiteSetup,
} from '../../src/testing/index.js';
import { vitestRunner } from './vitest-runner.js';

/** A file of values by name. */
interface ValuesFile {
  readonly put: (name: string, value: unknown) => Promise<void>;
}

const makeValuesFile = (file: string): ValuesFile => {
  const values = new Map<string, unknown>();
  return {
    put: (name, value) => {
      values.set(name, value);
      return writeFile(file, JSON.stringify(Object.fromEntries(values)));
    },
  };
};

/** A setup whose subjects have a folder each. */
const inFolder = <Subject>(
  makeSubject: (folder: string) => Subject,
  skips: Readonly<Record<string, string>> = {},
): SuiteSetup<Subject & { readonly folder: string }> => ({
  makeSubject: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lava-docker-job-local-'));
    return { ...makeSubject(folder), folder };
  },
  dispose: ({ folder }) => rm(folder, { recursive: true, force: true }),
  skips,
});

const oneRealm = 'a folder is one realm, and the realm of a call is not looked at';

describeConnectionStoreContract(
  vitestRunner,
  inFolder(
    (folder) => {
      const { put } = makeValuesFile(path.join(folder, 'connections.yaml'));
      return {
        store: makeLocalConnectionStore({ folder }),
        realm: 'dev',
        otherRealm: 'prod',
        put: ({ connectionId }, record) => put(connectionId, record),
      };
    },
    { 'keeps the records of one realm from another': oneRealm },
  ),
);

describeJobStoreContract(
  vitestRunner,
  inFolder(
    (folder) => {
      const { put } = makeValuesFile(path.join(folder, 'jobs.yaml'));
      return {
        store: makeLocalJobStore({ folder }),
        realm: 'dev',
        otherRealm: 'prod',
        put: ({ jobId }, record) => put(jobId, record),
      };
    },
    { 'keeps the records of one realm from another': oneRealm },
  ),
);

describeStateLookupContract(
  vitestRunner,
  inFolder(
    (folder) => {
      const file = path.join(folder, 'state.yaml');
      const { put } = makeValuesFile(file);
      return {
        lookup: makeLocalStateLookup({ folder }),
        realm: 'dev',
        otherRealm: 'prod',
        put: ({ stateId }, value) => put(stateId, value),
        putUndecodable: ({ stateId }, text) => writeFile(file, `${stateId}: "${text}`),
      };
    },
    { 'keeps the items of one realm from another': oneRealm },
  ),
);

for (const holds of ['text', 'json'] as const)
  describeSecretStoreContract(
    vitestRunner,
    inFolder((folder) => ({
      store: makeLocalSecretStore({ folder }),
      holds,
      put: makeValuesFile(path.join(folder, 'secrets.yaml')).put,
    })),
  );
