import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { listOf } from '../../job/decode/containers.js';
import { type DecodedBy, mapMessages } from '../../job/decode/decoder.js';
import { lineText, nonEmptyText } from '../../job/decode/scalars.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { Connection, ConnectorContext, ConnectorDescription } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { connectorScript } from '../shell/script.js';
import { privateKeyFile } from './private-key.js';

/** The record of a connection over ssh. Other fields are tolerated, as lava does. */
export const sshRecord = connectionRecord(
  'keep',
  { ssh_key: nonEmptyText },
  { ssh_options: mapMessages(listOf(lineText), () => 'ssh_options must be a list of strings') },
);

/** A client that speaks ssh. */
export interface SshClient {
  /** It is the name of the executable as well. */
  readonly name: string;
  /** What the image must have besides it. */
  readonly programs?: readonly string[];
  /**
   * Lines of the script.
   * @param options - for the client of OpenSSH: `-o` and `-i` with their values
   */
  readonly lines: (options: readonly string[]) => readonly string[];
}

/** Describes a connection over ssh: the key, and a script that gives it to the client. */
export const describeSsh = (
  { connectionId, record: { ssh_key, ssh_options = [] } }: Connection<DecodedBy<typeof sshRecord>>,
  { directory, sources, signal }: ConnectorContext,
  { name, programs: further = [], lines }: SshClient,
): TE.TaskEither<ConnectionFailure, ConnectorDescription> => {
  const programs = [name, ...further];
  // The first value of an option counts, so that a record may have others. Keys of an agent would be tried before this one.
  const settings = [...ssh_options, 'IdentitiesOnly=yes'];
  const options = [...settings.flatMap((option) => ['-o', option]), '-i', `${directory}/ssh.pem`];
  return pipe(
    readSecret(sources.secrets, { signal })({ connectionId, field: 'ssh_key', name: ssh_key }),
    TE.map((key) => ({
      files: [
        { path: 'ssh.pem', mode: 0o600, content: privateKeyFile(key) },
        {
          path: name,
          mode: 0o700,
          content: connectorScript(
            { connectionId, directory, executable: name, programs },
            ...lines(options),
          ),
        },
      ],
      executable: name,
      programs,
      needsUserEntry: true,
    })),
  );
};
