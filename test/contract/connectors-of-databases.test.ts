import { mssqlConnector } from '../../src/connections/connectors/mssql.js';
import { mysqlConnectors } from '../../src/connections/connectors/mysql.js';
import { oracleConnector } from '../../src/connections/connectors/oracle.js';
import { postgresConnector, postgresRdsConnector } from '../../src/connections/connectors/postgres.js';
import { redshiftConnector, redshiftServerlessConnector } from '../../src/connections/connectors/redshift.js';
import {
  type BadConnectorExample,
  makeFakeDatabaseCredentials,
  makeInMemorySecretStore,
} from '../../src/testing/index.js';
import { checkWith } from './check-connector.js';

const password = "pass:w\\o'rd $x `y` {z}";
const managed = {
  username: 'managed-user',
  password: 'managed"secret',
  host: 'managed.test',
  port: 1,
  dbname: 'd',
};

const sources = {
  secrets: makeInMemorySecretStore({ '/p': password, '/quoted': 'pass"word', '/e': 'external-secret' }),
  managedSecrets: makeInMemorySecretStore({
    '/m': JSON.stringify(managed),
    '/list': '["managed-list"]',
    '/text': 'managed-text',
    '/port': '{"port": "managed-port"}',
  }),
  databaseCredentials: makeFakeDatabaseCredentials(),
};

const hidden = [
  ...[password, 'pass"word', 'managed"secret', 'managed-list', 'managed-text', 'managed-port'],
  ...['token-for-', 'external-secret'],
];

const check = checkWith({ sources, secrets: hidden });

const base = { host: 'db.example.test', port: '5432', user: "o'brien $x", database: 'da ta' };
const own = { ...base, password: '/p' };

/** What every type refuses that has a password. */
const badRecords = (type: string): readonly BadConnectorExample[] => [
  { type, record: { ...own, host: undefined }, field: 'host' },
  { type, record: { ...own, host: 'two\nlines' }, field: 'host' },
  { type, record: { ...own, port: 'many' }, field: 'port' },
  { type, record: { ...own, port: 70_000 }, field: 'port' },
  { type, record: { ...own, user: undefined }, field: 'user' },
  { type, record: { ...own, user: 'nul\0user' }, field: 'user' },
  { type, record: { ...own, database: ['a'] }, field: 'database' },
  { type, record: { ...own, ssl: 'perhaps' }, field: 'ssl' },
];

const badSecrets = (type: string): readonly BadConnectorExample[] => [
  { type, record: { ...own, password: '/none' }, field: 'password' },
  { type, record: { ...base, secret_id: '/none' }, field: 'secret_id' },
  { type, record: { ...base, secret_id: '/list' }, field: 'secret_id' },
  { type, record: { ...base, secret_id: '/text' }, field: 'secret_id' },
  { type, record: { ...base, port: undefined, secret_id: '/port' }, field: 'port' },
];

check(
  postgresConnector,
  ['psql', 'postgres'].flatMap((type) => [
    { type, record: { ...own, ssl: true } },
    { type, record: { secret_id: '/m' } },
  ]),
  [
    ...badRecords('postgres'),
    ...badSecrets('psql'),
    { type: 'psql', record: base, field: 'Password must be specified' },
    { type: 'psql', record: { ...own, database: null }, field: 'database' },
  ],
);

check(
  postgresRdsConnector,
  ['postgres-aurora', 'postgres-rds'].flatMap((type) => [
    { type, record: own },
    { type, record: base },
  ]),
  [...badRecords('postgres-rds'), ...badSecrets('postgres-aurora')],
);

check(
  redshiftConnector,
  [
    { type: 'redshift', record: own },
    { type: 'redshift', record: { ...base, cluster_id: 'c', password_duration: '1h' } },
  ],
  [
    ...badRecords('redshift'),
    ...badSecrets('redshift'),
    { type: 'redshift', record: { ...base, password_duration: 'long' }, field: 'password_duration' },
    { type: 'redshift', record: { ...base, database: undefined }, field: 'database' },
  ],
);

const role = {
  role_arn: 'arn:aws:iam::1:role/r',
  external_id: '/e',
  tags: { a: 'b' },
  region: 'some-region-1',
};

check(
  redshiftServerlessConnector,
  [
    { type: 'redshift-serverless', record: own },
    { type: 'redshift-serverless', record: { ...base, user: undefined, workgroup: 'w', ...role } },
  ],
  [
    ...badSecrets('redshift-serverless'),
    { type: 'redshift-serverless', record: { ...base, ...role, tags: ['a'] }, field: 'tags' },
    { type: 'redshift-serverless', record: { ...base, ...role, external_id: '/none' }, field: 'external_id' },
  ],
);

const [mysql, mysqlRds] = mysqlConnectors({
  readCertificates: (file) =>
    Promise.resolve(
      file === '/bad.pem'
        ? { _tag: 'unusable', reason: 'holds no certificate' }
        : { _tag: 'certificates', pem: 'PEM' },
    ),
});
if (mysql === undefined || mysqlRds === undefined) throw new Error('There are two connectors of MySQL');

check(
  mysql,
  ['mysql', 'mariadb', 'mariadb-rds'].flatMap((type) => [
    { type, record: { ...own, ssl: true, ca_cert: '/ca.pem' } },
    { type, record: { secret_id: '/m' } },
  ]),
  [
    ...badRecords('mysql'),
    ...badSecrets('mariadb'),
    { type: 'mysql', record: { ...own, ssl: true, ca_cert: '/bad.pem' }, field: 'ca_cert' },
  ],
);

check(
  mysqlRds,
  ['mysql-aurora', 'mysql-rds'].flatMap((type) => [
    { type, record: own },
    { type, record: { ...base, ssl: true } },
  ]),
  [...badRecords('mysql-rds'), { type: 'mysql-rds', record: base, field: 'SSL is required' }],
);

check(
  oracleConnector,
  [
    { type: 'oracle', record: { ...own, service_name: 'orcl.test', edition: 'e2', database: undefined } },
    { type: 'oracle-rds', record: { ...own, user: 'scott', database: 'ORCL' } },
  ],
  [
    ...badRecords('oracle'),
    ...badSecrets('oracle-rds'),
    { type: 'oracle', record: { ...own, database: undefined }, field: 'service_name' },
    { type: 'oracle', record: { ...own, database: 'a)(b' }, field: 'database' },
    { type: 'oracle', record: { ...own, database: 'x', password: '/quoted' }, field: 'password' },
  ],
);

check(
  mssqlConnector,
  [
    { type: 'mssql', record: own },
    { type: 'mssql', record: { secret_id: '/m' } },
  ],
  [...badRecords('mssql'), { type: 'mssql', record: base, field: 'Password must be specified' }],
);
