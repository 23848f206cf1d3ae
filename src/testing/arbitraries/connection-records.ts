import fc from 'fast-check';

import { damaged, type Damage, type Damaged, withField, withoutField } from './damage.js';
import {
  booleans,
  hostNames,
  identifiers,
  lineTexts,
  plainNames,
  portNumbers,
  records,
  s3Locations,
  secretNames,
} from './plain-values.js';

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** The fields of a connection type, besides those that every record has. */
interface ConnectionKind {
  /** Fields that every good record has here. */
  readonly always: Fields;
  readonly optional?: Fields;
  /** Fields without which a record is refused. */
  readonly needed: readonly string[];
  /** Fields whose values are checked, with a value that is refused. */
  readonly refused: Readonly<Record<string, unknown>>;
}

const login: Fields = { host: hostNames, port: portNumbers, user: plainNames, password: secretNames };
const aMap = { not: 'a text' };

/** A database whose password is never made by IAM. */
const sql: ConnectionKind = {
  always: login,
  optional: { database: plainNames, ssl: booleans },
  needed: ['host', 'port', 'user', 'password'],
  refused: { host: aMap, port: 0, user: aMap },
};
/** The same, for passwords that IAM may make. */
const sqlOfAws: ConnectionKind = { ...sql, needed: ['host', 'port'] };
const postgres: ConnectionKind = {
  ...sql,
  always: { ...login, database: plainNames },
  optional: { ssl: booleans },
  needed: [...sql.needed, 'database'],
};
const postgresOfAws: ConnectionKind = { ...postgres, needed: ['host', 'port', 'database'] };
const overSsh: ConnectionKind = {
  always: { ssh_key: secretNames },
  needed: ['ssh_key'],
  optional: {
    ssh_options: fc.array(
      plainNames.map((name) => `${name}=yes`),
      { maxLength: 2 },
    ),
  },
  refused: { ssh_key: aMap, ssh_options: 'Compression=yes' },
};
const mail: ConnectionKind = {
  always: { from: fc.emailAddress() },
  needed: [],
  optional: { reply_to: fc.emailAddress(), region: plainNames },
  refused: { from: aMap, reply_to: aMap },
};
const oracle: ConnectionKind = { ...sql, always: { ...login, service_name: plainNames } };

/** Every connection type of lava that has a connector, and what its records hold. */
const kinds: Readonly<Record<string, ConnectionKind>> = {
  aws: {
    always: { access_keys: secretNames },
    needed: [],
    optional: { region: plainNames },
    refused: { access_keys: aMap, region: aMap, duration: 'soon' },
  },
  email: mail,
  generic: {
    needed: ['attributes'],
    always: {
      attributes: fc.dictionary(plainNames, fc.oneof(lineTexts, fc.integer()), { minKeys: 1, maxKeys: 3 }),
    },
    refused: { attributes: 'a=1' },
  },
  git: overSsh,
  mariadb: sql,
  'mariadb-rds': sql,
  mssql: sql,
  mysql: sql,
  'mysql-aurora': sqlOfAws,
  'mysql-rds': sqlOfAws,
  oracle,
  'oracle-rds': oracle,
  postgres,
  'postgres-aurora': postgresOfAws,
  'postgres-rds': postgresOfAws,
  psql: postgres,
  redshift: postgresOfAws,
  'redshift-serverless': postgresOfAws,
  scp: overSsh,
  ses: mail,
  sftp: overSsh,
  sharepoint: {
    needed: ['org_base_url', 'site_name', 'tenant', 'client_id', 'client_secret', 'user', 'password'],
    always: {
      org_base_url: hostNames,
      site_name: plainNames,
      tenant: plainNames,
      client_id: plainNames,
      client_secret: secretNames,
      user: plainNames,
      password: secretNames,
    },
    refused: { site_name: aMap, tenant: '' },
  },
  slack: {
    needed: ['webhook_url'],
    always: { webhook_url: hostNames.map((host) => `https://${host}/services/T0/B0`) },
    optional: { from: lineTexts, style: fc.constantFrom('block', 'attachment', 'plain') },
    refused: { webhook_url: 'not a URL', style: 'loud' },
  },
  smb: {
    needed: ['host', 'user', 'password', 'remote_name'],
    always: { host: hostNames, user: plainNames, password: secretNames, remote_name: plainNames },
    optional: { domain: plainNames, port: portNumbers, encrypt: booleans },
    refused: { host: aMap, remote_name: aMap, port: 'none' },
  },
  sqlite3: {
    needed: ['host'],
    always: {
      host: fc.oneof(
        identifiers.map((path) => `/data/${path}.db`),
        s3Locations,
      ),
    },
    refused: { host: "it's" },
  },
  ssh: overSsh,
};

/** The connection types that {@link connectionRecords} knows, sorted. @public */
export const connectionTypes: readonly string[] = Object.freeze(Object.keys(kinds).sort());

/**
 * Connections of a type that has a connector, as the connections table stores them, each of them enabled and acceptable.
 * The secrets that they name need only exist: for an `aws` connection as `<key id>,<secret key>`.
 * @param type - one of {@link connectionTypes}
 * @throws RangeError for any other type
 * @public
 */
export const connectionRecords = (type: string): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const { always, optional = {} } = kindOf(type);
  const common = { conn_id: identifiers, type: fc.constant(type), enabled: fc.constant(true) };
  return records({ ...common, ...always }, { ...optional, description: lineTexts });
};

/**
 * Connections of a type with one thing wrong, which the connector of the type refuses: `path` is the field that its
 * failure names.
 * @param type - as for {@link connectionRecords}
 * @public
 */
export const damagedConnectionRecords = (type: string): fc.Arbitrary<Damaged> => {
  const { needed, refused } = kindOf(type);
  const damages: readonly Damage[] = [
    ...needed.map((name) => withoutField(name)),
    ...Object.entries(refused).map(([name, value]) =>
      withField(name, value, `a ${name} that is not acceptable`),
    ),
  ];
  return damaged(connectionRecords(type), damages);
};

const kindOf = (type: string): ConnectionKind => {
  const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined) throw new RangeError(`There is no connection type "${type}" with a connector`);
  return kind;
};
