import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { listOf } from '../../job/decode/containers.js';
import { type DecodedBy, mapMessages } from '../../job/decode/decoder.js';
import { lineText, nonEmptyText } from '../../job/decode/scalars.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { Connection, ConnectorContext, ConnectorFile } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { privateKeyFile } from './private-key.js';

/** The record of a connection over ssh. Other fields are tolerated, as lava does. */
export const sshRecord = connectionRecord(
  'keep',
  { ssh_key: nonEmptyText },
  { ssh_options: mapMessages(listOf(lineText), () => 'ssh_options must be a list of strings') },
);

/** A connection over ssh. */
export type SshConnection = Connection<DecodedBy<typeof sshRecord>>;

/** What a client of the OpenSSH family is given. */
export interface SshAccess {
  /** `-o` and `-i` with their values. */
  readonly options: readonly string[];
  readonly keyFile: ConnectorFile;
}

/** Reads the key of a connection and puts together the options of its client. */
export const sshAccess = (
  { connectionId, record: { ssh_key, ssh_options = [] } }: SshConnection,
  { directory, sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, SshAccess> =>
  pipe(
    readSecret(sources.secrets, { signal })({ connectionId, field: 'ssh_key', name: ssh_key }),
    TE.map((key) => ({
      options: [...ssh_options.flatMap((option) => ['-o', option]), '-i', `${directory}/ssh.pem`],
      keyFile: { path: 'ssh.pem', mode: 0o600, content: privateKeyFile(key) },
    })),
  );
