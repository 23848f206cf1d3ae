// #region contract
import { describe, it } from 'node:test';

import {
  describeConnectorContract,
  makeInMemorySecretStore,
  type SuiteRunner,
} from 'lava-docker-job/testing';

import { acmeConnector } from '../src/index.js';

/** The suites take any runner that can do these three things. */
const runner: SuiteRunner = {
  describe: (name, body) => void describe(name, body),
  it: (name, body) => void it(name, body),
  skip: (name, reason) => void it(name, { skip: reason }),
};

const good = { url: 'https://acme.test/data', token: '/team/token' };

describeConnectorContract(runner, {
  makeSubject: () =>
    Promise.resolve({
      connector: acmeConnector,
      good: [
        { type: 'acme', record: good },
        { type: 'acme', record: { ...good, team: "it's $HOME" } },
      ],
      bad: [
        { type: 'acme', record: { token: '/team/token' }, field: 'url' },
        { type: 'acme', record: { ...good, url: 'ftp://acme.test' }, field: 'url' },
        { type: 'acme', record: { ...good, team: 'two\nlines' }, field: 'team' },
        { type: 'acme', record: { ...good, token: '/nobody/knows' }, field: 'token' },
      ],
      sources: { secrets: makeInMemorySecretStore({ '/team/token': 'the-token' }) },
      secrets: ['the-token'],
    }),
  dispose: () => Promise.resolve(),
});
// #endregion contract
