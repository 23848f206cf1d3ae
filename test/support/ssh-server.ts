import { generateKeyPairSync } from 'node:crypto';

import { freePorts, startServerContainer } from './server-container.js';
import type { TestImage } from './test-images.js';

const passwd = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/tmp:/bin/sh\n';

/** An image with the server of OpenSSH, and git. */
export const sshServer: TestImage = {
  names: ['ssh-server:1'],
  packages: ['openssh-server', 'git'],
  // Busybox's user nobody cannot log in.
  files: [{ path: 'etc/passwd', text: passwd }],
};

/** What a process shows to others: the command lines and environments of all that runs in the container. */
const processes = `#!/bin/sh
for file in /proc/[0-9]*/cmdline /proc/[0-9]*/environ; do tr '\\0' '\\n' < "$file"; done 2>/dev/null`;

/** An image with the clients, and all shells of Debian; its sh is that of busybox. */
export const sshClients: TestImage = {
  names: ['ssh-clients:1'],
  packages: ['openssh-client', 'git', 'dash', 'bash'],
  files: [{ path: 'usr/bin/show-processes', text: processes }],
  changes: ['ENV PATH=/usr/bin:/bin:/usr/sbin:/sbin'],
};

/** A server to which a key gives access, with the repository `repo.git` and the file `a file` in its directory. */
export interface SshServer {
  readonly port: number;
  /** The private key of its user `nobody`. */
  readonly key: string;
  readonly stop: () => Promise<void>;
}

/** Starts OpenSSH's server for one user and one key. */
export const startSshServer = async (): Promise<SshServer> => {
  const [port = 0] = await freePorts(1);
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const settings = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    'HostKey /tmp/host',
    'PidFile none',
    'AuthorizedKeysFile /tmp/keys',
    'StrictModes no',
    'PasswordAuthentication no',
    'Subsystem sftp /usr/lib/openssh/sftp-server',
  ];
  const { stop } = await startServerContainer({
    image: 'ssh-server:1',
    script: [
      'set -e',
      'cd /tmp',
      `printf '%s\\n' '${settings.join("' '")}' > settings`,
      'echo "$KEY" > keys',
      "ssh-keygen -q -t ed25519 -N '' -f host",
      "echo content > 'a file'",
      'git init -q -b main repo',
      'cd repo',
      'git -c user.name=n -c user.email=e commit -q --allow-empty -m first',
      'cd ..',
      'git clone -q --bare repo repo.git',
      'exec /usr/sbin/sshd -D -e -f settings',
    ].join('\n'),
    environment: { KEY: `ssh-rsa ${sshRsaKey(e, n)}` },
    ready: /Server listening on 127\.0\.0\.1/,
  });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { port, key, stop };
};

/** A public key as OpenSSH writes it, from the numbers of a JWK. */
const sshRsaKey = (exponent: string, modulus: string): string =>
  Buffer.concat([
    field(Buffer.from('ssh-rsa')),
    ...[exponent, modulus].map((number) => field(positive(Buffer.from(number, 'base64url')))),
  ]).toString('base64');

const field = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** A number whose first bit is set would be taken for a negative one. */
const positive = (bytes: Buffer): Buffer =>
  (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
