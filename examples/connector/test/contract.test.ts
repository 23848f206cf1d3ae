// #region contract
import { describe, it } from 'node:test';

import { describeConnectorContract, makeInMemorySecretStore, makeSuiteRunner } from 'lava-docker-job/testing';

import { acmeConnector } from '../src/index.js';

const runner = makeSuiteRunner({ describe, it });

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
