import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import type {
  Connection,
  ConnectorContext,
  ConnectorDescription,
} from '../../../src/connections/connector.js';
import { defineConnector } from '../../../src/connections/define-connector.js';
import { describeConnections } from '../../../src/connections/describe-connections.js';
import { lavaConnectors } from '../../../src/connections/lava-connectors.js';
import { connectionVariables } from '../../../src/connections/written-connections.js';
import { anyMap } from '../../../src/job/decode/containers.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { ConnectionStore } from '../../../src/ports/connection-store.js';
import {
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemorySecretStore,
  makeTestContext,
  makeTestJob,
  makeTestRealm,
} from '../../../src/testing/index.js';

const description: ConnectorDescription = {
  files: [{ path: 'bin/own', mode: 0o700, content: '#!/bin/sh\n' }],
  executable: 'bin/own',
  programs: [],
};

/** A connector that remembers what it was given. */
const observed = (answer: () => ConnectorDescription | Promise<ConnectorDescription> = () => description) => {
  const seen: { readonly connection: Connection; readonly context: ConnectorContext }[] = [];
  const connector = defineConnector({
    types: ['own'],
    record: anyMap,
    describe: async (connection, context) => {
      seen.push({ connection, context });
      return await answer();
    },
  });
  return { seen, connector };
};

const setUp = (
  records: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { connector } = observed(),
  connections: ConnectionStore = makeInMemoryConnectionStore(records),
) => {
  const context = makeTestContext({
    temporaryDirectory: '/t/run',
    realm: makeTestRealm({ config: { rs_password_duration: '5m' } }),
    environment: { LAVA_CONN_APP_NAME: 'name' },
  });
  const sources = { secrets: makeInMemorySecretStore() };
  const run = describeConnections(
    { connections, connectors: lavaConnectors([connector]), sources, renderer: makeFakeTemplateRenderer() },
    { job: makeTestJob(), context, user: '1000' },
  );
  return { context, sources, run: (labels: Readonly<Record<string, string>>) => run(labels)() };
};

const messageOf = (result: E.Either<Error, unknown>): string =>
  E.isLeft(result) ? result.left.message : 'described';

describe('describeConnections', () => {
  it('gives a connector the connection, and all that it may use', async () => {
    const { seen, connector } = observed();
    const record = { conn_id: 'c1', type: 'OWN', enabled: true, host: 'h' };
    const { context, sources, run } = setUp({ c1: record }, { seen, connector });
    expect(E.isRight(await run({ pg: 'c1' }))).toBe(true);
    const [only] = seen;
    expect(only?.connection).toEqual({ connectionId: 'c1', type: 'own', record });
    expect(only?.context).toMatchObject({ realm: context.realm, sources, signal: context.signal });
    expect(only?.context.directory).toBe('/t/run/conn.00000000-0000-4000-8000-000000000001');
    expect(only?.context.config('RS_PASSWORD_DURATION')).toBe('5m');
    expect(only?.context.config('OTHER')).toBeUndefined();
    expect(await only?.context.applicationName()).toEqual(E.right('name'));
  });

  it('case 96: gives one connection under two labels two directories', async () => {
    const { run } = setUp({ c1: { type: 'own', enabled: true } });
    const described = await run({ a: 'c1', B_2: 'c1' });
    if (E.isLeft(described)) throw described.left;
    expect(connectionVariables(described.right)).toEqual({
      LAVA_CONNID_A: 'c1',
      LAVA_CONN_A: '/t/run/conn.00000000-0000-4000-8000-000000000001/bin/own',
      LAVA_CONNID_B_2: 'c1',
      LAVA_CONN_B_2: '/t/run/conn.00000000-0000-4000-8000-000000000002/bin/own',
    });
  });

  it.each([
    [{}, 'c1: No such connection', 'missing'],
    [{ c1: { enabled: true } }, 'c1: Bad connection record: Missing keys: type', 'bad-record'],
    [{ c1: { type: 'own' } }, 'Connection c1: Not enabled', 'disabled'],
    [{ c1: { type: 'own', enabled: 'False' } }, 'Connection c1: Not enabled', 'disabled'],
    [{ c1: { type: 'docker', enabled: true } }, 'c1: Unsupported connection type - docker', 'unsupported'],
    [
      { c1: { type: 'postgresql', enabled: true } },
      'c1: Unsupported connection type - postgresql',
      'unsupported',
    ],
    [{ c1: { type: 'nope', enabled: true } }, 'c1: Unsupported connection type - nope', 'unsupported'],
  ])('case 79: refuses the records %j', async (records, message, reason) => {
    const result = await setUp(records).run({ c: 'c1' });
    expect(result).toMatchObject({ left: { code: `connection.${reason}`, retryable: false } });
    expect(messageOf(result)).toBe(message);
  });

  it('stops at the first connection that cannot be used', async () => {
    const { seen, connector } = observed();
    const { run } = setUp({ good: { type: 'own', enabled: true } }, { seen, connector });
    expect(messageOf(await run({ a: 'bad', b: 'good' }))).toBe('bad: No such connection');
    expect(seen).toEqual([]);
  });

  it.each([
    [() => Promise.reject(new Error('oops')), 'Connection c1: oops', 'unexpected'],
    [
      () => Promise.reject(taggedError('Unavailable', { code: 'x', message: 'busy', retryable: true })),
      'Connection c1: busy',
      'unavailable',
    ],
    [
      () => ({ ...description, executable: 'other' }),
      'Connection c1: The connector for own is at fault: its executable other is not among its files',
      'unexpected',
    ],
  ])('tells a fault of a connector: %#', async (answer, message, reason) => {
    const result = await setUp({ c1: { type: 'own', enabled: true } }, observed(answer)).run({ c: 'c1' });
    expect(result).toMatchObject({ left: { code: `connection.${reason}` } });
    expect(messageOf(result)).toBe(message);
  });

  it('tells that the store failed, and that trying again may help', async () => {
    const connections: ConnectionStore = {
      find: () => TE.left(taggedError('Unavailable', { code: 'db', message: 'busy', retryable: true })),
    };
    expect(await setUp({}, observed(), connections).run({ c: 'c1' })).toMatchObject({
      left: { code: 'connection.unavailable', message: 'c1: busy', retryable: true },
    });
  });

  it('stops when the run is aborted', async () => {
    const connections: ConnectionStore = {
      find: ({ connectionId }, { signal }) => {
        context.abort();
        return connectionId === 'c1' && signal.aborted
          ? TE.left(taggedError('Aborted', { code: 'aborted', message: 'aborted' }))
          : TE.right(O.none);
      },
    };
    const { context, run } = setUp({}, observed(), connections);
    expect(await run({ c: 'c1' })).toMatchObject({ left: { code: 'connection.aborted' } });
  });
});
