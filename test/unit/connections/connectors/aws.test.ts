import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../../src/job/secret.js';
import { taggedError } from '../../../../src/job/tagged-error.js';
import type { RoleCredentials, RoleRequest } from '../../../../src/ports/role-credentials.js';
import {
  type ConnectorSetup,
  contentOf,
  describeWell,
  failureOf,
  shells,
  withConnection,
} from '../../../support/connector-bench.js';

const secrets = { '/keys': 'AKIA1,s/e+c=ret', '/ext': 'external', '/bad': 'only-one' };
const connection = (fields: object, more: Partial<ConnectorSetup> = {}): ConnectorSetup => ({
  record: { type: 'aws', ...fields },
  secrets,
  ...more,
});

/** A number as DynamoDB's client wraps it. */
class NumberValue {
  readonly value = '12';
}

const roles = (region?: string) => {
  const requests: RoleRequest[] = [];
  const roleCredentials: RoleCredentials = {
    assume: (request) => {
      requests.push(request);
      return TE.right({
        accessKeyId: 'ASIA1',
        secretAccessKey: new Secret('role-secret'),
        sessionToken: new Secret('role-token=='),
        expiresAt: 0,
      });
    },
    region: () => TE.right(region),
  };
  return { requests, sources: { roleCredentials } };
};

/** Shows what the AWS command line would go by. */
const aws = `env | grep -E '^AWS_' | sort
cat "$AWS_CONFIG_FILE" "$AWS_SHARED_CREDENTIALS_FILE"
for argument; do printf '[%s]\\n' "$argument"; done`;

describe('a connection of type aws', () => {
  it('case 70: goes by its own keys and region, whatever the container has', () =>
    withConnection(
      { ...connection({ access_keys: '/keys', region: 'r1' }), programs: { aws } },
      async ({ run, described: { directory } }) => {
        const environment = {
          AWS_DEFAULT_REGION: 'other',
          AWS_REGION: 'other',
          AWS_ACCESS_KEY_ID: 'x',
          AWS_SECRET_ACCESS_KEY: 'x',
          AWS_SESSION_TOKEN: 'x',
          AWS_SECURITY_TOKEN: 'x',
          AWS_PROFILE: 'x',
          AWS_DEFAULT_PROFILE: 'x',
          AWS_ROLE_ARN: 'x',
          AWS_WEB_IDENTITY_TOKEN_FILE: 'x',
        };
        for (const shell of shells)
          expect(await run({ args: ['s3', 'ls', 'a b'], environment }, shell)).toEqual({
            status: 0,
            stderr: '',
            stdout: [
              `AWS_CONFIG_FILE=${directory}/config`,
              'AWS_DEFAULT_REGION=r1',
              'AWS_REGION=r1',
              `AWS_SHARED_CREDENTIALS_FILE=${directory}/credentials`,
              '[default]',
              'region = r1',
              's3 =',
              '    signature_version = s3v4',
              '[default]',
              'aws_access_key_id = AKIA1',
              'aws_secret_access_key = s/e+c=ret',
              '[s3]',
              '[ls]',
              '[a b]',
              '',
            ].join('\n'),
          });
      },
    ));

  it('leaves the region to the container where the connection has none, and falls back on that of the worker', () =>
    withConnection(
      { ...connection({ access_keys: '/keys' }, { sources: roles('worker-1').sources }), programs: { aws } },
      async ({ run }) => {
        const { stdout } = await run({ environment: { AWS_DEFAULT_REGION: 'other' } });
        expect(stdout).toContain('AWS_DEFAULT_REGION=other\n');
        expect(stdout).toContain('region = worker-1\n');
        expect(stdout).not.toContain('AWS_REGION');
      },
    ));

  it('names no region where nobody knows one', async () => {
    const described = await describeWell(connection({ access_keys: '/keys' }, { sources: roles().sources }));
    expect(contentOf(described, 'config')).not.toMatch(/region|undefined|None/);
  });

  it('case 71: assumes a role with all that the record says', async () => {
    const { requests, sources } = roles();
    const described = await describeWell(
      connection(
        {
          role_arn: 'arn:aws:iam::1:role/r',
          external_id: '/ext',
          tags: { team: 'data', cost: new NumberValue() },
          policy: { Version: '2012-10-17', Limit: new NumberValue(), Statement: [{ Effect: 'Allow' }] },
          policy_arns: 'arn:p',
        },
        { sources },
      ),
    );
    expect(requests).toEqual([
      {
        roleArn: 'arn:aws:iam::1:role/r',
        sessionName: 'lv-test-test.job',
        durationMs: 10_800_000,
        externalId: new Secret('external'),
        policyArns: ['arn:p'],
        policy: '{"Version":"2012-10-17","Limit":12,"Statement":[{"Effect":"Allow"}]}',
        tags: { team: 'data', cost: '12' },
      },
    ]);
    expect(requests[0]?.externalId?.reveal()).toBe('external');
    expect(contentOf(described, 'credentials')).toContain('aws_session_token = role-token==\n');
    expect(JSON.stringify(described)).not.toMatch(/role-secret|role-token/);
  });

  it.each([
    [{ duration: '15m' }, {}, 900_000],
    [{}, { LAVA_AWS_CONN_DURATION: '20m' }, 1_200_000],
    [{ duration: 3600 }, { LAVA_AWS_CONN_DURATION: '20m' }, 3_600_000],
  ])('asks for a role with %j and %j for %d ms', async (fields, environment, durationMs) => {
    const { requests, sources } = roles();
    await describeWell(connection({ role_arn: 'r', ...fields }, { sources, environment }));
    expect(requests[0]?.durationMs).toBe(durationMs);
  });

  it.each([
    ['{{ conn_id }} é/ä' + 'x'.repeat(80), `c1....${'x'.repeat(58)}`],
    ['', 'lava'],
    ['a,b=c.d@e-f_g', 'a,b=c.d@e-f_g'],
  ])('makes a session name of %j that AWS takes', async (name, sessionName) => {
    const { requests, sources } = roles();
    await describeWell(connection({ role_arn: 'r' }, { sources, environment: { LAVA_CONN_APP_NAME: name } }));
    expect(requests[0]?.sessionName).toBe(sessionName);
  });

  it('prefers stored keys to a role', async () => {
    const { requests, sources } = roles();
    await describeWell(connection({ role_arn: 'r', access_keys: '/keys' }, { sources }));
    expect(requests).toEqual([]);
  });

  it.each([
    [{}, 'One of access_keys or role_arn is required'],
    [{ access_keys: '/bad' }, 'the secret /bad: Must be in format "access_key_id,access_secret_key"'],
    [{ role_arn: 'r' }, 'role_arn is given, and this worker has no source of role credentials'],
    [{ role_arn: 'r', colour: 1 }, 'Unexpected keys: colour'],
    [{ role_arn: 'r', duration: '5 years' }, 'Bad duration'],
    [{ role_arn: 'r', policy: '{}' }, 'policy must be a map'],
    [{ role_arn: 'r', region: 'a\nb' }, 'region must be text on one line'],
  ])('case 72: refuses the record %j', async (fields, message) => {
    expect((await failureOf(connection(fields))).message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });

  it('says which role cannot be assumed', async () => {
    const denied: RoleCredentials = {
      ...roles().sources.roleCredentials,
      assume: () => TE.left(taggedError('AccessDenied', { code: 'sts.denied', message: 'no' })),
    };
    expect(
      await failureOf(connection({ role_arn: 'r' }, { sources: { roleCredentials: denied } })),
    ).toMatchObject({ code: 'connection.denied', message: 'Connection c1: Cannot assume the role r: no' });
  });

  it('says what is wrong with the configured duration', async () => {
    const setup = connection(
      { role_arn: 'r' },
      { sources: roles().sources, environment: { LAVA_AWS_CONN_DURATION: 'long' } },
    );
    expect((await failureOf(setup)).message).toBe(
      'Connection c1: Bad AWS_CONN_DURATION: Invalid duration: long',
    );
  });
});
