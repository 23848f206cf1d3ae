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
  const connection = joinStreams(child);
  endWithSsh(child, connection);
  return connection;
};

/** The program's output and input as one stream, with back-pressure both ways. */
const joinStreams = (child: ChildProcessWithoutNullStreams): Duplex => {
  const connection = new Duplex({
    read: () => {
      child.stdout.resume();
    },
    write: (bytes: Buffer, _, done) => {
      // A program that has ended breaks the pipe; how it ended says more than that.
      child.stdin.write(bytes, () => {
        done();
      });
    },
    final: (done) => {
      child.stdin.end(done);
    },
    destroy: (error, done) => {
      child.kill();
      done(error);
    },
  });
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (bytes: Buffer) => {
    if (!connection.push(bytes)) child.stdout.pause();
  });
  return connection;
};

/** The connection ends with the program. One that ends badly breaks it, with its own words. */
const endWithSsh = (child: ChildProcessWithoutNullStreams, connection: Duplex): void => {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000);
  });
  child.once('error', (error) => connection.destroy(error));
  child.once('close', (status) => {
    if (connection.destroyed) return;
    if (status === 0) connection.push(null);
    else connection.destroy(new Error(`ssh ended with status ${status ?? 'none'}: ${words.trim()}`));
  });
};
