import * as E from 'fp-ts/lib/Either.js';

import { badConnection, type ConnectionFailure } from './connection-failure.js';
import type { Connection, Connector } from './connector.js';

/**
 * Stands for connectors whose module is loaded when a job first has such a connection: most workers need few of many.
 * @param types - all types that they serve
 */
export const onDemand = (types: readonly string[], load: () => Promise<readonly Connector[]>): Connector => ({
  types,
  apiVersion: 1,
  describe: (connection, context) => async () => {
    try {
      const connector = (await load()).find((loaded) => loaded.types.includes(connection.type));
      if (connector === undefined) return E.left(failed(connection, 'there is none'));
      return await connector.describe(connection, context)();
    } catch (cause) {
      return E.left(failed(connection, cause instanceof Error ? cause.message : String(cause)));
    }
  },
});

const failed = ({ connectionId, type }: Connection, reason: string): ConnectionFailure =>
  badConnection(
    connectionId,
    'unexpected',
    `Connection ${connectionId}: The connector for ${type} failed: ${reason}`,
  );
