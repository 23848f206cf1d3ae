import { afterAll, beforeAll, expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import type { BenchSetup } from '../../support/job-bench.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';
import { sshClients, sshServer, type SshServer, startSshServer } from '../../support/ssh-server.js';

/** A job that runs a script with the connections `ssh`, `scp`, `sftp` and `git`. */
const job = (
  script: string,
  hostConfig: object = {},
  labels: readonly string[] = ['ssh', 'scp', 'sftp', 'git'],
) => ({
  payload: 'ssh-clients:1',
  parameters: {
    command: 'sh -c {{vars.script}}',
    vars: { script },
    connections: Object.fromEntries(labels.map((label) => [label, `c-${label}`])),
    host_config: { network_mode: 'host', ...hostConfig },
  },
});

/** A line of a key that nobody may see. */
const secretLine = (key: string): string => key.split('\n')[3] ?? '';

describeCases('connections over ssh', [sshServer, sshClients], ({ bench }) => {
  let server: SshServer;
  beforeAll(async () => {
    server = await startSshServer();
  });
  afterAll(() => server.stop());

  /** Only a proxy command that arrives as one argument leads to the server: its name is in no list of hosts. */
  const setup = (proxy = 'nc 127.0.0.1 %p', key = server.key): BenchSetup => ({
    options: { pullPolicy: 'if-missing' },
    secrets: { '/key': key },
    connections: Object.fromEntries(
      ['ssh', 'scp', 'sftp', 'git'].map((type) => [
        `c-${type}`,
        {
          type,
          enabled: true,
          ssh_key: '/key',
          ssh_options: [
            'StrictHostKeyChecking=no',
            'UserKnownHostsFile=/dev/null',
            'LogLevel=ERROR',
            `Port=${server.port}`,
            `ProxyCommand=${proxy}`,
          ],
        },
      ]),
    ),
  });

  it('case 73: ssh runs a command on the server, and the job has its exit status', () =>
    bench(setup(), async (own) => {
      const ended = await own.run(job('"$LAVA_CONN_SSH" nobody@server.test "id -un; exit 5"'));
      expect(errorOf(ended).message).toBe('Failed with exit status 5');
      expect(ended.log).toBe('nobody\n');
      expectNowhere([secretLine(server.key)], own, ended);
    }));

  it('case 73: a key that is stored with commas for its line ends is restored', () =>
    bench(setup(undefined, server.key.trim().replaceAll('\n', ',')), async ({ run }) => {
      const ended = await run(
        job(
          `cd "\${LAVA_CONN_SSH%/*}"; stat -c '%a %n' ssh ssh.pem .; "$LAVA_CONN_SSH" nobody@server.test true`,
        ),
      );
      resultOf(ended);
      expect(ended.log).toBe('700 ssh\n600 ssh.pem\n700 .\n');
    }));

  it('case 73: scp copies files, both ways', () =>
    bench(setup(), async (own) => {
      const ended = await own.run(
        job(`"$LAVA_CONN_SCP" -q 'nobody@server.test:a file' here && cat here
          echo back > there && "$LAVA_CONN_SCP" -q there 'nobody@server.test:from scp' &&
          "$LAVA_CONN_SSH" nobody@server.test 'cat "from scp"'`),
      );
      resultOf(ended);
      expect(ended.log).toBe('content\nback\n');
      expectNowhere([secretLine(server.key)], own, ended);
    }));

  it('case 73: sftp copies files', () =>
    bench(setup(), async (own) => {
      const ended = await own.run(
        job(`echo 'get "a file" here' | "$LAVA_CONN_SFTP" -q -b - nobody@server.test >/dev/null && cat here`),
      );
      resultOf(ended);
      expect(ended.log).toBe('content\n');
      expectNowhere([secretLine(server.key)], own, ended);
    }));

  it('case 73: git clones and pushes over ssh with the same options', () =>
    bench(setup(), async (own) => {
      const ended = await own.run(
        job(`set -e
          "$LAVA_CONN_GIT" clone -q nobody@server.test:repo.git work
          cd work
          "$LAVA_CONN_GIT" log --format=%s
          "$LAVA_CONN_GIT" -c user.name=n -c user.email=e commit -q --allow-empty -m 'second one'
          "$LAVA_CONN_GIT" push -q origin main
          "$LAVA_CONN_SSH" nobody@server.test 'git -C repo.git log -1 --format=%s'`),
      );
      resultOf(ended);
      expect(ended.log).toBe('first\nsecond one\n');
      expectNowhere([secretLine(server.key)], own, ended);
    }));

  it('keys of an agent are not offered instead of the key of the connection', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run(
        // More than a server lets anybody try.
        job(`eval "$(ssh-agent)" > /dev/null
          for n in 1 2 3 4 5 6 7; do ssh-keygen -q -t ed25519 -N '' -f key$n && ssh-add -q key$n || exit; done
          "$LAVA_CONN_SSH" nobody@server.test echo ssh; status=$?
          ssh-agent -k > /dev/null; exit $status`),
      );
      resultOf(ended);
      expect(ended.log).toBe('ssh\n');
    }));

  it('no process shows the key while the clients run', () =>
    // The proxy command is a process beside them, with quotes of its own.
    bench(setup(`sh -c 'show-processes > "$LAVA_TMP/seen"; exec nc 127.0.0.1 "$0"' %p`), async (own) => {
      const ended = await own.run(
        job(`for client in "$LAVA_CONN_SSH nobody@server.test true" "$LAVA_CONN_GIT ls-remote -q nobody@server.test:repo.git"
          do rm -f seen; $client > /dev/null || exit; cat seen; done`),
      );
      resultOf(ended);
      expect(ended.log).toContain('/ssh.pem\n');
      expect(ended.log).toContain('\nls-remote\n');
      expectNowhere(
        server.key.split('\n').filter((line) => line.length > 40),
        own,
        ended,
      );
    }));

  it.each(['dash', 'bash', 'busybox sh'])('case 77: %s runs the executables', (shell) =>
    bench(setup(), async ({ run }) => {
      const ended = await run(
        job(`${shell} "$LAVA_CONN_SSH" nobody@server.test echo ssh
          ${shell} "$LAVA_CONN_GIT" ls-remote -q nobody@server.test:repo.git HEAD | cut -f 2`),
      );
      resultOf(ended);
      expect(ended.log).toBe('ssh\nHEAD\n');
    }),
  );

  it.each(['dash', 'bash', 'busybox sh'])(
    'under %s the executables do not call themselves when PATH leads to their folders',
    (shell) =>
      bench(setup(), async ({ run }) => {
        const ended = await run(
          job(`PATH=\${LAVA_CONN_SSH%/*}:\${LAVA_CONN_GIT%/*}:$PATH
          ssh nobody@server.test echo by name
          ${shell} "$LAVA_CONN_SSH" nobody@server.test echo by path
          ${shell} "$LAVA_CONN_GIT" ls-remote -q nobody@server.test:repo.git HEAD | cut -f 2`),
        );
        resultOf(ended);
        expect(ended.log).toBe('by name\nby path\nHEAD\n');
      }),
  );

  it('case 97: a user of the image who is not the user of the worker can use them', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run(
        job('id -u; ls -l "$LAVA_CONN_SSH" | cut -d " " -f 1; "$LAVA_CONN_SSH" nobody@server.test echo ssh', {
          user: '65534',
        }),
      );
      resultOf(ended);
      expect(ended.log).toBe('65534\n-rwx------\nssh\n');
    }));

  it('case 97: a user whom the image does not name is refused before the container starts', () =>
    bench(setup(), async (own) => {
      const ended = await own.run(job('echo started', { user: '4242' }));
      expect(errorOf(ended)).toMatchObject({
        code: 'connection.container-user',
        message: expect.stringMatching(
          /^Connection c-ssh: the image \S+\/ssh-clients:1 has no user 4242 in its \/etc\/passwd, and ssh will not run/,
        ) as string,
      });
      expect(ended.log).toBeUndefined();
      expect(own.engine.requestsTo('POST', /\/start$/)).toEqual([]);
    }));

  it('a client that the image lacks is named', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run({ ...job('"$LAVA_CONN_SSH"', {}, ['ssh']), payload: 'img:1' });
      expect(errorOf(ended).message).toBe('Failed with exit status 127');
      expect(ended.log).toBe('Connection c-ssh: the image has no ssh, which this connection needs\n');
    }));
});
