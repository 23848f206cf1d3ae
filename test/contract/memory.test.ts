import {
  describeConnectionStoreContract,
  describeDatabaseCredentialsContract,
  describeJobStoreContract,
  describeRealmStoreContract,
  describeRegistryCredentialsContract,
  describeRoleCredentialsContract,
  describeSecretStoreContract,
  describeStateLookupContract,
} from '../../src/testing/index.js';
import {
  connectionStoreSubject,
  databaseCredentialsSubject,
  jobStoreSubject,
  realmStoreSubject,
  registryCredentialsSubject,
  roleCredentialsSubject,
  secretStoreSubject,
  setupOf,
  stateLookupSubject,
  stateSkips,
} from './memory-subjects.js';
import { vitestRunner } from './vitest-runner.js';

describeConnectionStoreContract(vitestRunner, setupOf(connectionStoreSubject));
describeJobStoreContract(vitestRunner, setupOf(jobStoreSubject));
describeRealmStoreContract(vitestRunner, setupOf(realmStoreSubject));
describeStateLookupContract(vitestRunner, setupOf(stateLookupSubject, stateSkips));
describeSecretStoreContract(vitestRunner, setupOf(secretStoreSubject));
describeSecretStoreContract(
  vitestRunner,
  setupOf(() => secretStoreSubject('json')),
);
describeRegistryCredentialsContract(vitestRunner, setupOf(registryCredentialsSubject));
describeDatabaseCredentialsContract(vitestRunner, setupOf(databaseCredentialsSubject));
describeRoleCredentialsContract(vitestRunner, setupOf(roleCredentialsSubject));
