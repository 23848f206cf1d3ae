import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import type { Connector, ConnectorContext } from '../../../src/connections/connector.js';
import { makeConnectorRegistry } from '../../../src/connections/connector-registry.js';
import { lavaConnectors } from '../../../src/connections/lava-connectors.js';

const connector = (types: readonly string[], apiVersion = 1): Connector => ({
  types,
  // A connector of another version of the package can carry any number.
  apiVersion: apiVersion as 1,
  describe: () => TE.right({ files: [], executable: '', programs: [] }),
});

describe('makeConnectorRegistry', () => {
  it('finds connectors by type, and lists the types', () => {
    const two = connector(['b-2', 'a_1']);
    const registry = makeConnectorRegistry([connector(['c']), two]);
    expect(registry.types).toEqual(['a_1', 'b-2', 'c']);
    expect(registry.find('b-2')).toBe(two);
    expect(registry.find('d')).toBeUndefined();
    expect(registry.find('toString')).toBeUndefined();
  });

  it('takes the override for a type, and the connector of the list for its other types', () => {
    const [listed, override] = [connector(['a', 'b']), connector(['b'])];
    const registry = makeConnectorRegistry([listed], { overrides: [override] });
    expect(registry.find('a')).toBe(listed);
    expect(registry.find('b')).toBe(override);
  });

  it('cannot be changed', () => {
    const registry = makeConnectorRegistry([connector(['a'])]);
    expect(Object.isFrozen(registry)).toBe(true);
    expect(Object.isFrozen(registry.types)).toBe(true);
  });

  it.each([
    [[connector(['a']), connector(['b', 'a'])], 'Connection type "a" has two connectors'],
    [[connector(['a', 'a'])], 'names the connection type "a" twice in "types": once is enough.'],
    [[connector([])], 'A connector serves no connection type'],
    [[connector(['Psql'])], 'Connection type "Psql" is not allowed'],
    [[connector([''])], 'Connection type "" is not allowed'],
    [[connector(['1a'])], 'Connection type "1a" is not allowed'],
    [[connector(['docker'])], 'cannot have a connector: leave it out of "types".'],
    [[{ ...connector(['a']), types: undefined }], 'name at least one in the list "types"'],
    [[{ ...connector(['a']), describe: undefined }], 'The connector for "a" has no method "describe"'],
    [[undefined], 'Entry 1 of the list of connectors is undefined'],
    [[connector(['a'], 2)], 'made for version 2 of the Connector interface'],
  ])('refuses a bad list: %#', (given, message) => {
    // A program in plain JavaScript may give anything.
    const connectors = given as readonly Connector[];
    expect(() => makeConnectorRegistry(connectors)).toThrow(message);
    expect(() => makeConnectorRegistry([], { overrides: connectors })).toThrow(message);
  });
});

it('gives advice that fits the list in which a type is there twice', () => {
  const two = [connector(['a']), connector(['a'])];
  const advice = 'Connection type "a" has two connectors: leave one of the two out';
  expect(() => makeConnectorRegistry(two)).toThrow(`${advice}, or give it as an override.`);
  expect(() => lavaConnectors(two)).toThrow(`${advice}.`);
});

describe('lavaConnectors', () => {
  it('has a connector for every connection type of lava that a job can use', () => {
    expect(lavaConnectors().types).toEqual(
      [
        ...[
          'aws',
          'email',
          'ses',
          'generic',
          'git',
          'mssql',
          'mysql',
          'mariadb',
          'mysql-aurora',
          'mysql-rds',
        ],
        ...['mariadb-rds', 'oracle', 'oracle-rds', 'psql', 'postgres', 'postgres-aurora', 'postgres-rds'],
        ...['redshift', 'redshift-serverless', 'sharepoint', 'slack', 'smb', 'sqlite3', 'ssh', 'scp', 'sftp'],
      ].sort(),
    );
  });

  it.each(lavaConnectors().types)('loads a connector that serves %s', async (type) => {
    const connection = { connectionId: 'c', type, record: {} };
    // Whatever a connector says to an empty record, it is its own answer.
    const answer = lavaConnectors()
      .find(type)
      ?.describe(connection, {} as ConnectorContext);
    const described = await answer?.();
    expect(described).toHaveProperty('_tag');
    expect(described).not.toHaveProperty('left.message', expect.stringContaining('there is none'));
  });

  it('takes further connectors, and others for its own types', () => {
    const [own, mine] = [connector(['own']), connector(['ssh'])];
    const registry = lavaConnectors([own, mine]);
    expect(registry.find('own')).toBe(own);
    expect(registry.find('ssh')).toBe(mine);
    expect(registry.find('scp')).toBeDefined();
  });
});
