import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';

import { problemsOf } from '../job/decode/problems.js';
import { describeProblems } from '../job/problem.js';
import { hasTag } from '../job/tagged-error.js';
import { isPortError } from '../job/is-port-error.js';
import { badConnection, connectionFailure, type ConnectionFailure } from './connection-failure.js';
import type { Connection, Connector, ConnectorContext, ConnectorDescription } from './connector.js';

/** What {@link defineConnector} is told. @public */
export interface ConnectorDefinition<Decoded> {
  /** The connection types that it serves, in lower case. */
  readonly types: readonly string[];
  /** Decodes the record. Its messages are shown; they must not hold values. */
  readonly record: t.Decoder<unknown, Decoded>;
  /**
   * Describes a connection whose record has been decoded: as a task of fp-ts, or as a Promise. A Promise that rejects
   * with a `ConnectionFailure` or an error of a port fails with it; any other rejection becomes a `ConnectionFailure` that
   * says so.
   */
  readonly describe: (
    connection: Connection<Decoded>,
    context: ConnectorContext,
  ) => TE.TaskEither<ConnectionFailure, ConnectorDescription> | Promise<ConnectorDescription>;
}

/**
 * Makes a connector from an object. It decodes the record before `describe` is called; a record that is not acceptable
 * gives one `ConnectionFailure` with every problem, which names fields and types and never a value.
 * @throws TypeError when it has no `record` or no `describe`: a fault of the program that defines it
 * @public
 */
export const defineConnector = <Decoded>(definition: ConnectorDefinition<Decoded>): Connector => {
  checkDefinition(definition);
  return connectorOf(definition);
};

/** Nobody could tell later: the connector that is made always has a `describe`. */
const checkDefinition = <Decoded>({
  types,
  record,
  describe,
}: Partial<ConnectorDefinition<Decoded>>): void => {
  const name = `The connector for "${String(types)}"`;
  if (typeof record?.decode !== 'function')
    throw new TypeError(`${name} has no "record" with a method "decode": add a decoder of io-ts.`);
  if (typeof describe !== 'function') throw new TypeError(`${name} has no method "describe": add it.`);
};

const connectorOf = <Decoded>(definition: ConnectorDefinition<Decoded>): Connector => ({
  types: definition.types,
  apiVersion: 1,
  describe: (connection, context) => async () => {
    const { connectionId } = connection;
    const decoded = definition.record.decode(connection.record);
    if (E.isLeft(decoded)) {
      const problems = problemsOf(decoded.left, { values: 'hide' });
      const message = describeProblems(problems, `Connection ${connectionId}: `);
      return E.left(badConnection(connectionId, 'bad-record', message, problems));
    }
    try {
      const described = definition.describe({ ...connection, record: decoded.right }, context);
      return typeof described === 'function' ? await described() : E.right(await described);
    } catch (cause) {
      return E.left(failureOf(connectionId, cause));
    }
  },
});

const failureOf = (connectionId: string, cause: unknown): ConnectionFailure => {
  if (isConnectionFailure(cause)) return cause;
  const message = `Connection ${connectionId}: ${cause instanceof Error ? cause.message : String(cause)}`;
  return isPortError(cause)
    ? connectionFailure(connectionId, message, cause)
    : badConnection(connectionId, 'unexpected', message);
};

const isConnectionFailure = (cause: unknown): cause is ConnectionFailure =>
  hasTag(cause, 'ConnectionFailure');
