import { describe, expect, it } from 'vitest';

import {
  contentOf,
  describeWell,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn,NzaC1r\nZXkt\n-----END OPENSSH PRIVATE KEY-----\n';
const options = ['StrictHostKeyChecking=no', 'ProxyCommand=nc -x "p" %h %p', "SendEnv=it's $HOME"];
const connection = (stored: string, fields = {}, type = 'ssh') => ({
  record: { type, ssh_key: '/lava/dev/key', ...fields },
  secrets: { '/lava/dev/key': stored },
});

describe('a connection of type ssh, scp or sftp', () => {
  it.each([
    ['with its own line ends and commas', key, key],
    ['with commas for line ends', 'one,two,three', 'one\ntwo\nthree\n'],
    ['with commas for line ends and a line end after it', 'one,two\n', 'one\ntwo\n'],
    ['with the line ends of Windows', 'one\r\ntwo\r\n', 'one\ntwo\n'],
  ])('restores a key %s', async (_, stored, expected) => {
    const described = await describeWell(connection(stored));
    expect(contentOf(described, 'ssh.pem')).toBe(expected);
    expect(described.description.files).toContainEqual(
      expect.objectContaining({ path: 'ssh.pem', mode: 0o600 }),
    );
  });

  it.each(['ssh', 'SSH', 'scp', 'Sftp'])('runs the client of type %s, each option as one argument', (type) =>
    withConnection(
      {
        ...connection(key, { ssh_options: options }, type),
        programs: { [type.toLowerCase()]: showArguments },
      },
      async ({ run, described }) => {
        for (const shell of shells) {
          const { status, stdout } = await run({ args: ['me@host', 'a b', ''] }, shell);
          const words = [
            ...[...options, 'IdentitiesOnly=yes'].flatMap((option) => ['-o', option]),
            '-i',
            `${described.directory}/ssh.pem`,
          ];
          expect(stdout).toBe([...words, 'me@host', 'a b', ''].map((word) => `[${word}]\n`).join(''));
          expect(status).toBe(0);
        }
        expect(described.description.executable).toBe(type.toLowerCase());
        expect(described.description.needsUserEntry).toBe(true);
      },
    ),
  );

  it('gives the exit status of the client', () =>
    withConnection({ ...connection(key), programs: { ssh: 'exit 255' } }, async ({ run }) => {
      expect(await run()).toMatchObject({ status: 255 });
    }));

  it('never prints the key', async () => {
    const { description } = await describeWell(connection('first-part,second-part'));
    expect(JSON.stringify(description)).not.toMatch(/first-part|second-part/);
  });

  it.each([
    [{ ssh_key: undefined }, 'Missing keys: ssh_key'],
    [{ ssh_options: 'StrictHostKeyChecking=no' }, 'ssh_options must be a list of strings'],
    [{ ssh_options: ['a', 1] }, 'ssh_options must be a list of strings'],
    [{ ssh_options: ['a\nb'] }, 'ssh_options must be a list of strings'],
  ])('case 74: refuses the record %j', async (fields, message) => {
    const failure = await failureOf(connection(key, fields));
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
    expect(failure.code).toBe('connection.bad-record');
  });

  it('tolerates fields that it does not know', async () => {
    expect((await describeWell(connection(key, { colour: 'red', 'X-A': 1 }))).label).toBe('C');
  });

  it('names the secret that does not exist', async () => {
    expect(await failureOf({ record: { type: 'ssh', ssh_key: '/lava/dev/none' } })).toMatchObject({
      code: 'connection.no-secret',
      message: 'Connection c1: ssh_key names the secret /lava/dev/none, which does not exist',
    });
  });
});
