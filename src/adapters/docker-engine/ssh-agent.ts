import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';

import type { EngineAddress } from './engine-address.js';

type SshAddress = Extract<EngineAddress, { readonly kind: 'ssh' }>;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An agent whose connections run through the `ssh` program to `docker system dial-stdio` on the other side, as the
 * docker command line does it. So the user's ssh configuration, agent and known hosts count, and an unknown host is
 * refused; docker-modem's own ssh checks no host key.
 */
export const makeSshAgent = (address: SshAddress, environment: Environment): Agent =>
  Object.assign(new Agent({ keepAlive: false }), {
    createConnection: () => connectThroughSsh(address, environment),
  });

/** The arguments of `ssh`. `BatchMode`: nobody is there to type a password. */
export const sshArguments = ({ host, port, user }: SshAddress): readonly string[] => [
  '-o',
  'BatchMode=yes',
  '-o',
  'ConnectTimeout=30',
  '-T',
  ...(user === undefined ? [] : ['-l', user]),
  ...(port === undefined ? [] : ['-p', String(port)]),
  '--',
  host,
  'docker',
  'system',
  'dial-stdio',
];

const connectThroughSsh = (address: SshAddress, environment: Environment): Duplex => {
  const child = spawn('ssh', sshArguments(address), { env: { ...environment }, stdio: 'pipe' });
  const connection = Duplex.from({ readable: child.stdout, writable: child.stdin });
  failWithSsh(child, connection);
  connection.once('close', () => child.kill());
  return connection;
};

/** An ssh that ends badly breaks the connection with its own words. */
const failWithSsh = (child: ChildProcessWithoutNullStreams, connection: Duplex): void => {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000);
  });
  child.once('error', (error) => connection.destroy(error));
  child.once('close', (status) => {
    if (status === 0 || connection.destroyed) return;
    connection.destroy(new Error(`ssh ended with status ${status ?? 'none'}: ${words.trim()}`));
  });
};
