import { createHash } from 'node:crypto';

import * as TE from 'fp-ts/lib/TaskEither.js';
import { expect, it } from 'vitest';

import { Secret } from '../../../src/index.js';
import type { RoleRequest } from '../../../src/ports/role-credentials.js';
import { describeCases } from '../../support/describe-cases.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

/** Tells what it goes by, secrets as hashes, and what the processes beside it show. */
const aws = `#!/bin/sh
case $1 in fail) exit 255;; esac
printf '[%s]' "$@"; echo
env | grep -E '^AWS_(ACCESS|SECRET|SESSION|PROFILE|REGION|DEFAULT)' | sort
cat "$AWS_CONFIG_FILE" 2>/dev/null
sed -n 's/^aws_secret_access_key = //p' "$AWS_SHARED_CREDENTIALS_FILE" 2>/dev/null | tr -d '\\n' | sha256sum | cut -d ' ' -f 1
for word; do case $word in file://*) cat "\${word#file://}"; esac; done
cat /proc/[0-9]*/cmdline | tr '\\0' ' '`;

const failing = '#!/bin/sh\nexit 255';

const images = [
  { names: ['aws-client:1'], files: [{ path: 'usr/bin/aws', text: aws }] },
  { names: ['aws-fails:1'], files: [{ path: 'usr/bin/aws', text: failing }] },
].map((image) => ({ ...image, changes: ['ENV PATH=/usr/bin:/bin'] }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const options = { pullPolicy: 'if-missing' } as const;
const secrets = { '/keys': 'AKIA0KEY,stored/secret+key', '/ext': 'the-external-id' };

const job = (script: string, payload = 'aws-client:1', parameters: object = {}) => ({
  payload,
  parameters: {
    command: 'sh -c {{vars.script}}',
    vars: { script },
    connections: { a: 'c1' },
    env: { AWS_DEFAULT_REGION: 'other', AWS_PROFILE: 'nobody', AWS_ACCESS_KEY_ID: 'foreign' },
    ...parameters,
  },
});

describeCases('connections of types aws and ses', images, ({ bench }) => {
  it('case 70: an aws connection goes by its own keys and region', () =>
    bench(
      {
        options,
        secrets,
        connections: { c1: { type: 'aws', enabled: true, access_keys: '/keys', region: 'r1' } },
      },
      async (own) => {
        const ended = await own.run(job('"$LAVA_CONN_A" s3 ls "a b"; stat -c %a "${LAVA_CONN_A%/*}"/*'));
        resultOf(ended);
        expect(ended.log).toMatch(
          /^\[s3\]\[ls\]\[a b\]\nAWS_DEFAULT_REGION=r1\nAWS_REGION=r1\n\[default\]\nregion = r1\n/,
        );
        expect(ended.log).toContain(sha256('stored/secret+key'));
        expect(ended.log).toMatch(/700\n600\n600\n$/);
        expectNowhere(['stored/secret+key', 'AKIA0KEY'], own, ended);
      },
    ));

  it('case 71: an aws connection goes by a role that is assumed for the run, also for another user', async () => {
    const requests: RoleRequest[] = [];
    const roleCredentials = {
      assume: (request: RoleRequest) => {
        requests.push(request);
        return TE.right({
          accessKeyId: 'ASIA0KEY',
          secretAccessKey: new Secret('role/secret'),
          sessionToken: new Secret('role-session-token'),
          expiresAt: 0,
        });
      },
      region: () => TE.right('worker-region-1'),
    };
    const record = { type: 'aws', enabled: true, role_arn: 'arn:r', external_id: '/ext', tags: { a: 1 } };
    await bench({ options, secrets, deps: { roleCredentials }, connections: { c1: record } }, async (own) => {
      const ended = await own.run(
        job('"$LAVA_CONN_A" id', undefined, { env: {}, host_config: { user: '4242' } }),
      );
      resultOf(ended);
      expect(ended.log).toMatch(/^\[id\]\n\[default\]\nregion = worker-region-1\n/);
      expect(ended.log).toContain(sha256('role/secret'));
      expectNowhere(['role/secret', 'role-session-token', 'the-external-id'], own, ended);
    });
    expect(requests).toMatchObject([{ roleArn: 'arn:r', sessionName: 'lv-dev-demo.d', tags: { a: '1' } }]);
  });

  it('case 72: an aws connection without keys and role is refused before anything is pulled', () =>
    bench({ connections: { c1: { type: 'aws', enabled: true } } }, async (own) => {
      expect(errorOf(await own.run(job('true'))).message).toBe(
        'Connection c1: One of access_keys or role_arn is required',
      );
      expect(own.engine.requests).toEqual([]);
    }));

  const ses = { c1: { type: 'ses', enabled: true, from: 'me@x', return_path: 'back@x', reply_to: ['a@x'] } };

  it('an ses connection sends what it reads, and leaves nothing', () =>
    bench({ options, connections: ses }, async ({ run }) => {
      const ended = await run(
        job('echo "<html>hello" | "$LAVA_CONN_A" --to you@x --subject "a b"; ls "${LAVA_CONN_A%/*}"'),
      );
      resultOf(ended);
      expect(ended.log).toMatch(
        /^\[--region\]\[us-east-1\]\[ses\]\[send-email\]\[--from\]\[me@x\]\[--return-path\]\[back@x\]\[--reply-to-addresses\]\[a@x\]\[--to\]\[you@x\]\[--subject\]\[a b\]\[--html\]\[file:\/\/\S+\]\n/,
      );
      expect(ended.log).toContain('<html>hello\n');
      expect(ended.log?.endsWith('ses\n')).toBe(true);
    }));

  it.each(['sh "$LAVA_CONN_A" --text x', 'echo x | "$LAVA_CONN_A"'])(
    'case 93: an ses connection fails when aws does: %s',
    (script) =>
      bench({ options, connections: ses }, async ({ run }) => {
        expect(errorOf(await run(job(script, 'aws-fails:1'))).message).toBe('Failed with exit status 255');
      }),
  );
});
