import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { anything } from '../../job/decode/containers.js';
import { refine } from '../../job/decode/decoder.js';
import { lineText } from '../../job/decode/scalars.js';
import { parseS3Location, s3LocationText } from '../../job/s3-location.js';
import { connectionRecord } from '../connection-record.js';
import type { ConnectorDescription } from '../connector.js';
import { defineConnector } from '../define-connector.js';
import { quote } from '../shell/quote.js';
import { command, connectorScript } from '../shell/script.js';

const badFile = 'Invalid database file (host parameter)';

/** A path in the container, or an object of S3 in normal form. */
const databaseFile = refine(lineText, 'the path of a database file, or s3://bucket/key', (host) => {
  if (/[\\'"]|^-/.test(host)) return E.left(badFile);
  if (!host.startsWith('s3:')) return E.right(host);
  const location = parseS3Location(host);
  return E.isLeft(location) || location.right.key === ''
    ? E.left(badFile)
    : E.right(s3LocationText(location.right));
});

/** `sqlite3`: a database file of the container, or one in S3 that is fetched, and stored again if it has changed. */
export const sqlite3Connector = defineConnector({
  types: ['sqlite3'],
  // lava asks for a port and a user as with other databases, and uses neither.
  record: connectionRecord('keep', { host: databaseFile }, { port: anything, user: anything }),
  describe: ({ connectionId, record: { host } }, { directory, realm }) =>
    TE.right(
      host.startsWith('s3://')
        ? describeProgram(s3Script(connectionId, host, directory, realm.s3_key), ['sqlite3', 'aws'])
        : describeProgram(localScript(connectionId, host, directory), ['sqlite3']),
    ),
});

const describeProgram = (content: string, programs: readonly string[]): ConnectorDescription => ({
  files: [{ path: 'sqlite3', mode: 0o700, content }],
  executable: 'sqlite3',
  programs,
});

const localScript = (connectionId: string, file: string, directory: string): string =>
  connectorScript(
    { connectionId, directory, executable: 'sqlite3', programs: ['sqlite3'] },
    // The file comes first, so that SQL may follow as an argument.
    `exec ${command('sqlite3', '-bail', '-batch', file)} "$@"`,
  );

/**
 * The copy lies in the connection's own directory: only the container's user can read it, and it goes with the
 * connection, even if this script is killed. After an error of sqlite3 the object stays as it was.
 */
const s3Script = (
  connectionId: string,
  location: string,
  directory: string,
  kmsKey: string | undefined,
): string => {
  const copy = ['aws', 's3', 'cp', '--only-show-errors'];
  const encryption =
    kmsKey === undefined || kmsKey === '' ? [] : ['--sse', 'aws:kms', '--sse-kms-key-id', kmsKey];
  return connectorScript(
    {
      connectionId,
      directory,
      executable: 'sqlite3',
      programs: ['sqlite3', 'aws', 'mktemp', 'sha256sum', 'rm'],
    },
    `work=$(mktemp -d ${quote(`${directory}/db.XXXXXX`)}) || exit`,
    `trap 'rm -rf "$work"' EXIT`,
    `trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM`,
    'database=$work/database',
    `${command(...copy, location)} "$database" >&2 || exit`,
    'before=$(sha256sum < "$database") || exit',
    'sqlite3 -bail -batch "$database" "$@" || exit',
    'after=$(sha256sum < "$database") || exit',
    '[ "$before" = "$after" ] ||',
    `  ${command(...copy, ...encryption)} "$database" ${quote(location)} >&2`,
  );
};
