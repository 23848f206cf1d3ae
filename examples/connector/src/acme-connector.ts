/** A connector of one's own: connections to the warehouse of a company that does not exist, through its client `acme`. */
// #region record
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** An https URL on one line. Its name is what messages say is allowed; they never show the value. */
const HttpsUrl = new t.Type<string, string, unknown>(
  'an https URL',
  t.string.is,
  (value, context) =>
    typeof value === 'string' && /^https:\/\/[^\s"]+$/.test(value)
      ? t.success(value)
      : t.failure(value, context),
  t.identity,
);

/** What is stored for a connection. Fields that it does not name, such as `description`, are tolerated. */
const AcmeRecord = t.intersection([
  t.type({ url: HttpsUrl, token: t.string }),
  t.partial({ team: t.string }),
]);
type AcmeRecord = t.TypeOf<typeof AcmeRecord>;
// #endregion record

// #region describe
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  badConnection,
  type Connection,
  type ConnectionFailure,
  type ConnectorContext,
  type ConnectorDescription,
  connectorScript,
  defineConnector,
  quote,
  readSecret,
  Secret,
} from 'lava-docker-job';

/** Connections of type `acme`: the client with the connection's server, team and token. */
export const acmeConnector = defineConnector({
  types: ['acme'],
  record: AcmeRecord,
  describe: (connection, context) =>
    pipe(
      TE.fromEither(checkTeam(connection)),
      TE.chain(() => readToken(connection, context)),
      TE.map((token) => describeClient(connection, context, token)),
    ),
});

/** `token` is the name of a secret, not the secret. */
const readToken = (
  { connectionId, record }: Connection<AcmeRecord>,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, Secret> =>
  readSecret(sources.secrets, { signal })({ connectionId, field: 'token', name: record.token });

const describeClient = (
  { connectionId, record }: Connection<AcmeRecord>,
  { directory }: ConnectorContext,
  token: Secret,
): ConnectorDescription => ({
  files: [
    { path: 'token', mode: 0o600, content: new Secret(`${token.reveal()}\n`) },
    { path: 'acme', mode: 0o700, content: script(connectionId, directory, record) },
  ],
  executable: 'acme',
  programs: ['acme'],
});
// #endregion describe

// #region script
/** The client reads its token from a file. Values are quoted, and the client takes the place of the shell. */
const script = (connectionId: string, directory: string, { url, team = 'everybody' }: AcmeRecord): string =>
  connectorScript(
    { connectionId, directory, executable: 'acme', programs: ['acme'] },
    `exec acme --server ${quote(url)} --team ${quote(team)} --token-file ${quote(`${directory}/token`)} "$@"`,
  );
// #endregion script

// #region check
/** What a decoder cannot say well: a failure that names the connection and the field, and no value. */
const checkTeam = ({
  connectionId,
  record: { team = '' },
}: Connection<AcmeRecord>): E.Either<ConnectionFailure, undefined> =>
  /\p{Cc}/u.test(team)
    ? E.left(
        badConnection(
          connectionId,
          'bad-record',
          `Connection ${connectionId}: team must be text on one line`,
        ),
      )
    : E.right(undefined);
// #endregion check
