import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

import { type Connector, defineConnector, toPromise } from '../../src/index.js';
import { badConnection } from '../../src/connections/connection-failure.js';
import { quote } from '../../src/connections/shell/quote.js';
import { Secret } from '../../src/job/secret.js';
import { type ConnectorSubject, makeInMemorySecretStore } from '../../src/testing/index.js';

const text = new t.Type<string>(
  'text',
  (value): value is string => typeof value === 'string',
  (value, context) =>
    typeof value === 'string' && value !== '' && !['\0', '\n'].some((character) => value.includes(character))
      ? t.success(value)
      : t.failure(value, context, 'must be text on one line'),
  t.identity,
);

/** A connector as simple as one can be: a client, its address in the script and its password in a file. */
export const makeExampleConnector = (): Connector =>
  defineConnector({
    types: ['example', 'example-tls'],
    record: t.type({ host: text, password: text }),
    describe: async ({ connectionId, record: { host, password } }, { directory, sources, signal }) => {
      const found = await toPromise(sources.secrets.find(password, { signal }));
      if (O.isNone(found))
        throw badConnection(
          connectionId,
          'no-secret',
          `Connection ${connectionId}: password names the secret ${password}, which does not exist`,
        );
      const script = `#!/bin/sh\nexec client --host ${quote(host)} --password-file ${quote(`${directory}/password`)} "$@"\n`;
      return {
        files: [
          { path: 'client', mode: 0o700, content: script },
          { path: 'password', mode: 0o600, content: new Secret(found.value.reveal()) },
        ],
        executable: 'client',
        programs: ['client'],
      };
    },
  });

export const connectorSubject = (connector: Connector = makeExampleConnector()): ConnectorSubject => ({
  connector,
  good: [
    { type: 'example', record: { host: "odd'host $HOME", password: '/lava/dev/password' } },
    { type: 'example-tls', record: { host: 'db.example', password: '/lava/dev/password' } },
  ],
  bad: [
    { type: 'example', record: { host: 42, password: '/lava/dev/password' }, field: 'host' },
    { type: 'example', record: { host: 'two\nlines', password: '/lava/dev/password' }, field: 'host' },
    { type: 'example', record: { host: 'db.example' }, field: 'password' },
    { type: 'example', record: { host: 'db.example', password: '/lava/dev/missing' }, field: 'password' },
  ],
  sources: { secrets: makeInMemorySecretStore({ '/lava/dev/password': 'open-sesame "quoted"' }) },
  secrets: ['open-sesame "quoted"'],
});
