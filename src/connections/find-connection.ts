import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { booleanOrText, nonEmptyText } from '../job/decode/scalars.js';
import { describeType } from '../job/decode/describe-value.js';
import type { ConnectionRecord, ConnectionStore } from '../ports/connection-store.js';
import { type ConnectionFailure, badConnection, connectionFailure } from './connection-failure.js';
import type { Connection } from './connector.js';

/** Finds a connection of the realm and makes sure that it can be used at all. */
export const findConnection =
  (store: ConnectionStore, realm: string, signal: AbortSignal) =>
  (connectionId: string): TE.TaskEither<ConnectionFailure, Connection> =>
    pipe(
      store.find({ realm, connectionId }, { signal }),
      TE.mapLeft((cause) => connectionFailure(connectionId, `${connectionId}: ${cause.message}`, cause)),
      TE.chainEitherK(
        O.match(
          () => E.left(badConnection(connectionId, 'missing', `${connectionId}: No such connection`)),
          (record) => checkRecord(connectionId, record),
        ),
      ),
    );

const checkRecord = (
  connectionId: string,
  record: ConnectionRecord,
): E.Either<ConnectionFailure, Connection> => {
  const type = nonEmptyText.decode(record['type']);
  if (E.isLeft(type))
    return E.left(badConnection(connectionId, 'bad-record', typeProblem(connectionId, record['type'])));
  if (!isEnabled(record['enabled']))
    return E.left(badConnection(connectionId, 'disabled', `Connection ${connectionId}: Not enabled`));
  return E.right({ connectionId, type: type.right.toLowerCase(), record });
};

const typeProblem = (connectionId: string, type: unknown): string =>
  type === undefined || type === null
    ? `${connectionId}: Bad connection record: Missing keys: type`
    : `${connectionId}: Bad connection record: type must be text that is not empty (found ${describeType(type)})`;

/** A boolean, also as text. Any other text or number counts as it does in Python: empty and zero are false. */
const isEnabled = (value: unknown): boolean => {
  const decoded = booleanOrText.decode(value);
  return E.isRight(decoded) ? decoded.right : Boolean(value);
};
