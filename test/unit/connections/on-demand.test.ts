import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, it } from 'vitest';

import type {
  Connector,
  ConnectorContext,
  ConnectorDescription,
} from '../../../src/connections/connector.js';
import { onDemand } from '../../../src/connections/on-demand.js';

const description: ConnectorDescription = { files: [], executable: 'client', programs: [] };

const connector = (types: readonly string[], executable: string): Connector => ({
  types,
  apiVersion: 1,
  describe: () => TE.right({ ...description, executable }),
});

const connection = { connectionId: 'c', type: 'two', record: {} };
// The connectors of this test look at nothing of it.
const context = {} as ConnectorContext;

it('loads nothing before a connection is described, and then the connector of its type', async () => {
  let loads = 0;
  const lazy = onDemand(['one', 'two'], () => {
    loads += 1;
    return Promise.resolve([connector(['one'], 'first'), connector(['two'], 'second')]);
  });
  const task = lazy.describe(connection, context);
  expect([lazy.types, loads]).toEqual([['one', 'two'], 0]);
  expect(await task()).toEqual(E.right({ ...description, executable: 'second' }));
});

it.each([
  ['cannot be loaded', () => Promise.reject(new Error('no such module')), 'no such module'],
  ['is not there', () => Promise.resolve([]), 'there is none'],
])('fails when the connector %s', async (_title, load, reason) => {
  expect(await onDemand(['two'], load).describe(connection, context)()).toMatchObject({
    left: {
      _tag: 'ConnectionFailure',
      code: 'connection.unexpected',
      message: `Connection c: The connector for two failed: ${reason}`,
    },
  });
});
