import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { record } from '../../job/decode/containers.js';
import { type DecodedBy, type Decoder, decoder } from '../../job/decode/decoder.js';
import { problemsOf } from '../../job/decode/problems.js';
import { describeProblems } from '../../job/problem.js';
import { Secret } from '../../job/secret.js';
import { badConnection, type ConnectionFailure } from '../connection-failure.js';
import type { Connection, ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { badRecord } from './bad-record.js';
import { sharedFields, type SqlRecord } from './sql-record.js';

/** What a set of credentials brings. */
export interface ManagedLogin {
  /** By the names that connection records have. */
  readonly fields: Pick<SqlRecord, keyof typeof sharedFields>;
  /** The password itself, not the name of one. */
  readonly password?: Secret;
}

const literalPassword: Decoder<Secret> = decoder('text that is not empty', (value) =>
  typeof value === 'string' && value !== ''
    ? E.right(new Secret(value))
    : E.left('must be text that is not empty'),
);

/** The names are those that AWS gives to the credentials of a database. */
const managedSecret = record({
  required: {},
  optional: {
    username: sharedFields.user,
    password: literalPassword,
    host: sharedFields.host,
    port: sharedFields.port,
    dbname: sharedFields.database,
    serviceName: sharedFields.service_name,
    sid: sharedFields.sid,
  },
  otherKeys: 'keep',
});

/** Reads the set of credentials that `secret_id` names; nothing when the connection names none. */
export const managedLogin = (
  { connectionId, record: { secret_id: name } }: Connection<SqlRecord>,
  { sources: { managedSecrets }, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, ManagedLogin> => {
  if (name === undefined) return TE.right({ fields: {} });
  if (managedSecrets === undefined) {
    const message = `Connection ${connectionId}: secret_id is given, and this worker has no source of managed secrets`;
    return TE.left(badConnection(connectionId, 'unsupported', message));
  }
  return pipe(
    readSecret(managedSecrets, { signal })({ connectionId, field: 'secret_id', name }),
    TE.chainEitherK((secret) => decodeManaged(connectionId, secret)),
  );
};

const decodeManaged = (connectionId: string, secret: Secret): E.Either<ConnectionFailure, ManagedLogin> => {
  const heading = `Connection ${connectionId}: the secret of secret_id: `;
  return pipe(
    E.tryCatch(
      // The error of the parser quotes the text.
      () => JSON.parse(secret.reveal()) as unknown,
      () => badRecord(connectionId, 'the secret of secret_id is not JSON'),
    ),
    E.chain((parsed) =>
      pipe(
        managedSecret.decode(parsed),
        E.mapLeft((errors) => {
          const problems = problemsOf(errors, { values: 'hide' });
          return badConnection(connectionId, 'bad-record', describeProblems(problems, heading), problems);
        }),
      ),
    ),
    E.map(managedFields),
  );
};

const managedFields = ({
  username,
  password,
  host,
  port,
  dbname,
  serviceName,
  sid,
}: DecodedBy<typeof managedSecret>): ManagedLogin => ({
  fields: {
    ...(username === undefined ? {} : { user: username }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(dbname === undefined ? {} : { database: dbname }),
    ...(serviceName === undefined ? {} : { service_name: serviceName }),
    ...(sid === undefined ? {} : { sid }),
  },
  ...(password === undefined ? {} : { password }),
});
