import { inspect } from 'node:util';

import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  makeAwsClients,
  makeAwsDatabaseCredentials,
  makeEcrRegistryCredentials,
  makeStsRoleCredentials,
} from '../../src/adapters/aws/index.js';
import { Secret } from '../../src/job/secret.js';
import type { DatabaseLoginRequest } from '../../src/ports/database-credentials.js';
import type { RoleRequest } from '../../src/ports/role-credentials.js';
import { makeFakeClock } from '../../src/testing/index.js';
import { type AwsBench, startAws } from '../support/aws/aws-bench.js';
import { fault, FaultError, throttle } from '../support/aws/aws-fault.js';
import { testIdentity } from '../support/aws/lava-tables.js';

const expiry = '2030-01-01T00:00:00Z';

let server: AwsBench['server'];
let clients: AwsBench['clients'];
let close: AwsBench['close'];
beforeEach(async () => {
  ({ server, clients, close } = await startAws({
    GetAuthorizationToken: () => ({
      authorizationData: [
        {
          authorizationToken: Buffer.from('AWS:token').toString('base64'),
          proxyEndpoint: 'https://111122223333.dkr.ecr.eu-west-1.amazonaws.com',
          expiresAt: Date.parse(expiry) / 1000,
        },
      ],
    }),
    AssumeRole: () => ({
      Credentials: {
        AccessKeyId: 'ROLEKEY',
        SecretAccessKey: 'role secret',
        SessionToken: 'role session',
        Expiration: expiry,
      },
    }),
    GetClusterCredentials: ({ DbUser }) => ({ DbUser: `IAM:${String(DbUser)}`, DbPassword: 'cluster pa55' }),
    GetCredentials: () => ({ dbUser: 'IAMR:role', dbPassword: 'workgroup pa55' }),
  }));
});
afterEach(() => close());

const calm = () => ({ signal: new AbortController().signal });

/** What a call gives, its secrets shown, or what went wrong. */
const settle = async (task: () => Promise<E.Either<unknown, unknown>>): Promise<unknown> => {
  const result = await task();
  if (E.isLeft(result)) return result.left;
  if (typeof result.right !== 'object' || result.right === null) return result.right;
  return Object.fromEntries(
    Object.entries(result.right).map(([name, value]) => [
      name,
      value instanceof Secret ? value.reveal() : value,
    ]),
  );
};

describe('the ECR registry credentials', () => {
  const login = (accounts: readonly string[], options = { ...calm(), fresh: false }) =>
    settle(
      makeEcrRegistryCredentials(clients, { clock: makeFakeClock() }).login(
        { kind: 'ecr', accounts },
        options,
      ),
    );

  it('ask for the token of the own account without ids, and for that of others with theirs', async () => {
    expect(await login([])).toMatchObject({ username: 'AWS', password: 'token' });
    await login(['111122223333']);
    expect(server.inputsOf('GetAuthorizationToken')).toEqual([{}, { registryIds: ['111122223333'] }]);
    expect(server.requests[0]).toMatchObject({ service: 'ecr', region: testIdentity.region });
  });

  it('share one call that AWS throttles', async () => {
    server.disturb('GetAuthorizationToken', throttle);
    const source = makeEcrRegistryCredentials(clients, { clock: makeFakeClock() });
    const jobs = Array.from({ length: 100 }, () =>
      settle(source.login({ kind: 'ecr', accounts: [] }, { ...calm(), fresh: false })),
    );
    expect(new Set((await Promise.all(jobs)).map((made) => (made as { username: string }).username))).toEqual(
      new Set(['AWS']),
    );
    expect(server.inputsOf('GetAuthorizationToken')).toHaveLength(2);
  });

  it('let the others have the token when one job is aborted', async () => {
    let answer = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.disturb('GetAuthorizationToken', { kind: 'hold', until });
    const source = makeEcrRegistryCredentials(clients, { clock: makeFakeClock() });
    const leaving = new AbortController();
    const left = settle(
      source.login({ kind: 'ecr', accounts: [] }, { signal: leaving.signal, fresh: false }),
    );
    const stays = settle(source.login({ kind: 'ecr', accounts: [] }, { ...calm(), fresh: false }));
    await server.received('GetAuthorizationToken', 1);
    leaving.abort();
    expect(await left).toMatchObject({ _tag: 'Aborted' });
    answer();
    expect(await stays).toMatchObject({ username: 'AWS' });
    expect(server.inputsOf('GetAuthorizationToken')).toHaveLength(1);
  });

  it('say that they may not have it', async () => {
    server.disturb('GetAuthorizationToken', fault('AccessDeniedException', 400, 'no'));
    expect(await login(['1'])).toMatchObject({
      _tag: 'AccessDenied',
      message: 'Cannot get a token of ECR for 1: AccessDeniedException: no',
    });
  });
});

describe('the STS role credentials', () => {
  const role: RoleRequest = {
    roleArn: 'arn:aws:iam::111122223333:role/worker',
    sessionName: 'lv-dev-demo',
    durationMs: 10_800_000,
    externalId: new Secret('hunter2'),
    policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    policy: '{"Version":"2012-10-17"}',
    tags: { team: 'ops', 'cost centre': 'ä' },
  };
  const assume = (request: RoleRequest) => settle(makeStsRoleCredentials(clients).assume(request, calm()));

  it('ask for a role with everything that is wanted', async () => {
    expect(await assume(role)).toEqual({
      accessKeyId: 'ROLEKEY',
      secretAccessKey: 'role secret',
      sessionToken: 'role session',
      expiresAt: Date.parse(expiry),
    });
    expect(server.inputsOf('AssumeRole')).toEqual([
      {
        Version: '2011-06-15',
        RoleArn: role.roleArn,
        RoleSessionName: 'lv-dev-demo',
        DurationSeconds: '10800',
        ExternalId: 'hunter2',
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        Policy: '{"Version":"2012-10-17"}',
        'Tags.member.1.Key': 'team',
        'Tags.member.1.Value': 'ops',
        'Tags.member.2.Key': 'cost centre',
        'Tags.member.2.Value': 'ä',
      },
    ]);
  });

  it('send nothing that is not wanted', async () => {
    await assume({ roleArn: role.roleArn, sessionName: 'lava', durationMs: 900_000 });
    expect(Object.keys(server.inputsOf('AssumeRole')[0] ?? {}).sort()).toEqual(
      ['DurationSeconds', 'RoleArn', 'RoleSessionName', 'Version'].sort(),
    );
  });

  it('ask anew each time', async () => {
    await assume(role);
    await assume(role);
    expect(server.inputsOf('AssumeRole')).toHaveLength(2);
  });

  it('leave out an external id that STS quotes', async () => {
    server.disturb('AssumeRole', fault('ValidationError', 400, "Value 'hunter2' at 'externalId' is bad"));
    const error = await assume(role);
    expect(error).toMatchObject({
      _tag: 'Unavailable',
      retryable: false,
      message: `Cannot assume role ${role.roleArn}: ValidationError: Value '[redacted]' at 'externalId' is bad`,
    });
    expect(String((error as Error).cause)).not.toContain('hunter2');
  });

  it('say that the role may not be assumed', async () => {
    server.disturb('AssumeRole', fault('AccessDenied', 403, 'not authorized to perform: sts:AssumeRole'));
    expect(await assume(role)).toMatchObject({ _tag: 'AccessDenied', details: { role: role.roleArn } });
  });

  it('refuse an answer without credentials', async () => {
    server.answer({ AssumeRole: () => ({}) });
    expect(await assume(role)).toMatchObject({ _tag: 'InvalidData', code: 'aws.no-credentials' });
  });

  it('know the region of the clients', async () => {
    expect(await settle(makeStsRoleCredentials(clients).region(calm()))).toBe(testIdentity.region);
    for (const lent of [{ sts: { send: () => Promise.resolve({}) } }, {}])
      expect(
        await settle(makeStsRoleCredentials(makeAwsClients({ clients: lent })).region(calm())),
      ).toBeUndefined();
  });
});

describe('an answer that is spoilt', () => {
  const role = { roleArn: 'arn:r', sessionName: 'lava', durationMs: 900_000 };
  const database = { database: 'db', durationMs: 900_000 };
  const askFor: Readonly<Record<string, () => Promise<unknown>>> = {
    GetAuthorizationToken: () =>
      settle(
        makeEcrRegistryCredentials(clients, { clock: makeFakeClock() }).login(
          { kind: 'ecr', accounts: [] },
          { ...calm(), fresh: false },
        ),
      ),
    AssumeRole: () => settle(makeStsRoleCredentials(clients).assume(role, calm())),
    GetClusterCredentials: () =>
      settle(
        makeAwsDatabaseCredentials(clients).login(
          { kind: 'redshift', cluster: 'cl', user: 'u', ...database },
          calm(),
        ),
      ),
    GetCredentials: () =>
      settle(
        makeAwsDatabaseCredentials(clients).login(
          { kind: 'redshift-serverless', workgroup: 'wg', ...database },
          calm(),
        ),
      ),
  };
  const secrets = new RegExp(`${Buffer.from('AWS:token').toString('base64')}|role secret|role session|pa55`);

  it.each(
    Object.keys(askFor).flatMap((operation) =>
      (['garble', 'cut-answer'] as const).map((kind) => [operation, kind] as const),
    ),
  )('of %s (%s) shows no secret, however the error is looked at', async (operation, kind) => {
    server.disturb(operation, { kind }, { kind }, { kind });
    const error = await askFor[operation]?.();
    expect(error).toMatchObject({ _tag: 'Unavailable', code: 'aws.unreadable-answer', retryable: true });
    expect(inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error)).not.toMatch(
      secrets,
    );
  });
});

describe('the AWS database credentials', () => {
  const login = (request: DatabaseLoginRequest, options = calm()) =>
    settle(makeAwsDatabaseCredentials(clients).login(request, options));

  it('sign a token for RDS without any call', async () => {
    const request = { kind: 'rds', host: 'db.example', port: 5432, user: 'näme' } as const;
    const made = (await login(request)) as { readonly user: string; readonly password: string };
    const token = new URL(`https://${made.password}`);
    expect(made.user).toBe('näme');
    expect(token.host).toBe('db.example:5432');
    expect(Object.fromEntries(token.searchParams)).toMatchObject({
      Action: 'connect',
      DBUser: 'näme',
      'X-Amz-Expires': '900',
    });
    expect(token.searchParams.get('X-Amz-Credential')).toContain(`/${testIdentity.region}/rds-db/`);
    expect(server.requests).toEqual([]);
  });

  it('need credentials to sign with', async () => {
    const lent = makeAwsClients({ clients: {} });
    const request = { kind: 'rds', host: 'db.example', port: 5432, user: 'u' } as const;
    expect(await settle(makeAwsDatabaseCredentials(lent).login(request, calm()))).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.no-credentials',
    });
  });

  const cluster = {
    kind: 'redshift',
    cluster: 'cl',
    database: 'db',
    user: 'u',
    durationMs: 900_000,
  } as const;

  it('get a login of a Redshift cluster for a user who exists', async () => {
    expect(await login(cluster)).toEqual({ user: 'IAM:u', password: 'cluster pa55' });
    expect(server.inputsOf('GetClusterCredentials')).toEqual([
      {
        Version: '2012-12-01',
        ClusterIdentifier: 'cl',
        DbName: 'db',
        DbUser: 'u',
        DurationSeconds: '900',
        AutoCreate: 'false',
      },
    ]);
  });

  it('say that there is no such cluster', async () => {
    server.disturb('GetClusterCredentials', fault('ClusterNotFound', 404, 'Cluster cl not found.'));
    expect(await login(cluster)).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.not-found',
      retryable: false,
      details: { cluster: 'cl' },
    });
  });

  const workgroup = {
    kind: 'redshift-serverless',
    workgroup: 'wg',
    database: 'db',
    durationMs: 900_000,
  } as const;

  it('get a login of a Redshift workgroup as the worker', async () => {
    expect(await login(workgroup)).toEqual({ user: 'IAMR:role', password: 'workgroup pa55' });
    expect(server.requests).toMatchObject([
      {
        operation: 'GetCredentials',
        accessKeyId: testIdentity.credentials.accessKeyId,
        region: testIdentity.region,
        input: { workgroupName: 'wg', dbName: 'db', durationSeconds: 900 },
      },
    ]);
  });

  it("get a login of a Redshift workgroup with the host's own client and no other", async () => {
    const redshiftServerless = { send: () => Promise.resolve({ dbUser: 'IAMR:host', dbPassword: 'p' }) };
    const lent = makeAwsClients({ clients: { redshiftServerless } });
    expect(await settle(makeAwsDatabaseCredentials(lent).login(workgroup, calm()))).toEqual({
      user: 'IAMR:host',
      password: 'p',
    });
  });

  it('get a login of a Redshift workgroup in another region', async () => {
    await login({ ...workgroup, region: 'sa-east-1' });
    expect(server.requests).toMatchObject([{ operation: 'GetCredentials', region: 'sa-east-1' }]);
  });

  it('get a login of a Redshift workgroup as a role', async () => {
    const role = { roleArn: 'arn:r', sessionName: 'lava', durationMs: 900_000 };
    expect(await login({ ...workgroup, role })).toMatchObject({ user: 'IAMR:role' });
    expect(server.requests).toMatchObject([
      { operation: 'AssumeRole', accessKeyId: testIdentity.credentials.accessKeyId },
      { operation: 'GetCredentials', accessKeyId: 'ROLEKEY', region: testIdentity.region },
    ]);
  });

  it('say that the role before the workgroup may not be assumed', async () => {
    server.answer({
      AssumeRole: () => {
        throw new FaultError('AccessDenied', 'no', 403);
      },
    });
    const role = { roleArn: 'arn:r', sessionName: 'lava', durationMs: 900_000 };
    expect(await login({ ...workgroup, role })).toMatchObject({
      _tag: 'AccessDenied',
      message: 'Cannot assume role arn:r: AccessDenied: no',
    });
  });

  it('refuse an answer without a login', async () => {
    server.answer({ GetCredentials: () => ({}), GetClusterCredentials: () => ({ DbUser: 'u' }) });
    for (const request of [cluster, workgroup])
      expect(await login(request)).toMatchObject({ _tag: 'InvalidData', code: 'aws.no-login' });
  });

  it('end with Aborted in the middle of a call', async () => {
    const controller = new AbortController();
    server.disturb('GetCredentials', { kind: 'hold', until: new Promise(() => undefined) });
    const under = login(workgroup, controller);
    await server.received('GetCredentials', 1);
    controller.abort();
    expect(await under).toMatchObject({ _tag: 'Aborted' });
  });
});
