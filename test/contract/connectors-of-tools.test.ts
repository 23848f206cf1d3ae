import * as TE from 'fp-ts/lib/TaskEither.js';

import { awsConnector } from '../../src/connections/connectors/aws.js';
import { emailConnector } from '../../src/connections/connectors/email.js';
import { genericConnector } from '../../src/connections/connectors/generic.js';
import { gitConnector } from '../../src/connections/connectors/git.js';
import { sesConnector } from '../../src/connections/connectors/ses.js';
import { sharepointConnector } from '../../src/connections/connectors/sharepoint.js';
import { slackConnector } from '../../src/connections/connectors/slack.js';
import { smbConnector } from '../../src/connections/connectors/smb.js';
import { sqlite3Connector } from '../../src/connections/connectors/sqlite3.js';
import { sshConnector } from '../../src/connections/connectors/ssh.js';
import { Secret } from '../../src/index.js';
import { makeInMemorySecretStore } from '../../src/testing/index.js';
import { checkWith } from './check-connector.js';

const secrets = { '/k': '-----BEGIN KEY-----,AAAAsecret,-----END KEY-----', '/aws': 'AKIASECRET,aws/secret' };
const webhook = 'https://hooks.slack.test/services/T0/secret';

const sources = {
  secrets: makeInMemorySecretStore(secrets),
  roleCredentials: {
    assume: () =>
      TE.right({
        accessKeyId: 'ASIA1',
        secretAccessKey: new Secret('role/secret'),
        sessionToken: new Secret('role-token'),
        expiresAt: 0,
      }),
    region: () => TE.right('some-region-1'),
  },
};

const hidden = [
  'AAAAsecret',
  'AKIASECRET',
  'aws/secret',
  'role/secret',
  'role-token',
  webhook,
  'plain-value',
];

const check = checkWith({ sources, secrets: hidden });

const sshOptions = ['ProxyCommand=nc -x p %h %p', "SetEnv=A=it's"];

check(
  sshConnector,
  ['ssh', 'scp', 'sftp'].map((type) => ({ type, record: { ssh_key: '/k', ssh_options: sshOptions } })),
  [
    { type: 'ssh', record: {}, field: 'ssh_key' },
    { type: 'scp', record: { ssh_key: '/none' }, field: 'ssh_key' },
    { type: 'sftp', record: { ssh_key: '/k', ssh_options: 'option=1' }, field: 'ssh_options' },
  ],
);

check(
  gitConnector,
  [{ type: 'git', record: { ssh_key: '/k', ssh_options: sshOptions } }],
  [{ type: 'git', record: { ssh_key: 5 }, field: 'ssh_key' }],
);

check(
  sqlite3Connector,
  [
    { type: 'sqlite3', record: { host: '/data/x y.db' } },
    { type: 'sqlite3', record: { host: 's3://b/x$y.db', port: 1 } },
  ],
  [{ type: 'sqlite3', record: { host: 'data"base' }, field: 'host' }],
);

check(
  genericConnector,
  [
    {
      type: 'generic',
      record: { attributes: { a: 'plain-value', b: { type: 'ssm', parameter: '/k' }, c: { value: 1 } } },
    },
  ],
  [
    { type: 'generic', record: { attributes: { a: ['plain-value'] } }, field: 'attributes.a' },
    { type: 'generic', record: { attributes: 'plain-value' }, field: 'attributes' },
  ],
);

check(
  awsConnector,
  [
    { type: 'aws', record: { access_keys: '/aws', region: 'r1' } },
    { type: 'aws', record: { role_arn: 'arn:aws:iam::1:role/r', policy: { Version: '2012-10-17' } } },
  ],
  [
    { type: 'aws', record: {}, field: 'access_keys' },
    { type: 'aws', record: { access_keys: '/k' }, field: 'access_key' },
    { type: 'aws', record: { role_arn: 'arn:r', duration: 'for ever' }, field: 'duration' },
  ],
);

check(
  sesConnector,
  [{ type: 'ses', record: { from: "it's <me@x>", reply_to: ['a@x'], configuration_set: 'c' } }],
  [{ type: 'ses', record: {}, field: 'from' }],
);

check(
  emailConnector,
  [{ type: 'email', record: { from: "it's <me@x>", reply_to: 'a@x' } }],
  [{ type: 'email', record: { subtype: 'pigeon' }, field: 'subtype' }],
);

check(
  slackConnector,
  [{ type: 'slack', record: { webhook_url: webhook, from: "it's", preamble: '<!here>\n' } }],
  [
    { type: 'slack', record: {}, field: 'webhook_url' },
    { type: 'slack', record: { webhook_url: 'ftp://plain-value' }, field: 'webhook_url' },
  ],
);

check(
  smbConnector,
  [{ type: 'smb', record: { remote_name: 'n', host: 'h', user: 'u', password: '/k' } }],
  [{ type: 'smb', record: { remote_name: 'n', host: 'h', user: 'u' }, field: 'password' }],
);

const site = { org_base_url: 'https://o', site_name: 's', tenant: 't', client_id: 'c', user: 'u' };
check(
  sharepointConnector,
  [{ type: 'sharepoint', record: { ...site, client_secret: '/k', password: '/k' } }],
  [{ type: 'sharepoint', record: { ...site, password: '/k' }, field: 'client_secret' }],
);
