import type { Connection, ConnectorContext, ConnectorDescription } from '../connector.js';
import { command, connectorScript } from '../shell/script.js';

/** A program of the Python lava platform, which has to be in the image, as it is in lava's own images. */
export interface LavaProgram {
  /** E.g. `lava-email`. */
  readonly program: string;
  readonly connection: Pick<Connection, 'connectionId'>;
  readonly context: Pick<ConnectorContext, 'config' | 'directory' | 'realm'>;
  /** Further options, before those of the caller. */
  readonly options?: readonly string[];
}

/**
 * Describes a connection that a program of the Python lava platform makes: the program reads the connection record
 * itself, with the AWS access of the container. It is told an AWS profile only if the configuration item
 * `CONN_CLI_PROFILE` names one: lava names the worker's own, which a container seldom has.
 */
export const lavaProgram = ({
  program,
  connection: { connectionId },
  context: { config, directory, realm },
  options = [],
}: LavaProgram): ConnectorDescription => {
  const profile = config('CONN_CLI_PROFILE');
  const words = [
    program,
    ...(typeof profile === 'string' && profile !== '' ? ['--profile', profile] : []),
    '--conn-id',
    connectionId,
    ...options,
  ];
  const text = connectorScript(
    { connectionId, directory, executable: program, programs: [program] },
    // The program's default for its option --realm.
    `LAVA_REALM=${command(realm.realm)}`,
    'export LAVA_REALM',
    `exec ${command(...words)} "$@"`,
  );
  return {
    files: [{ path: program, mode: 0o700, content: text }],
    executable: program,
    programs: [program],
  };
};
