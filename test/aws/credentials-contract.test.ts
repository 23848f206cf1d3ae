import {
  makeAwsDatabaseCredentials,
  makeEcrRegistryCredentials,
  makeStsRoleCredentials,
} from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import { Secret } from '../../src/job/secret.js';
import type { DatabaseLogin, DatabaseLoginRequest } from '../../src/ports/database-credentials.js';
import type { RoleRequest } from '../../src/ports/role-credentials.js';
import {
  type DatabaseCredentialsSubject,
  describeDatabaseCredentialsContract,
  describeRegistryCredentialsContract,
  describeRoleCredentialsContract,
  type RegistryCredentialsSubject,
  type RoleCredentialsSubject,
} from '../../src/testing/index.js';
import { vitestRunner } from '../contract/vitest-runner.js';
import { type AwsBench, startAws } from '../support/aws/aws-bench.js';
import { FaultError } from '../support/aws/aws-fault.js';
import type { AwsRequest } from '../support/aws/aws-protocol.js';
import { testIdentity } from '../support/aws/lava-tables.js';

/** A subject whose AWS is its own. */
interface OnAws {
  readonly aws: AwsBench;
}

const dispose = ({ aws }: OnAws): Promise<void> => aws.close();

const denied = (): FaultError => new FaultError('AccessDenied', 'User: arn:x is not authorized', 403);

describeRegistryCredentialsContract<RegistryCredentialsSubject & OnAws>(vitestRunner, {
  makeSubject: async () => {
    let generation = 1;
    const passwordOf = (registry: string): string => `token ${generation} of ${registry}`;
    const aws = await startAws({
      GetAuthorizationToken: ({ registryIds = ['111111111111'] }) => {
        const [account = ''] = registryIds as readonly string[];
        const registry = `${account}.dkr.ecr.ap-southeast-2.amazonaws.com`;
        return {
          authorizationData: [
            {
              authorizationToken: Buffer.from(`AWS:${passwordOf(registry)}`).toString('base64'),
              proxyEndpoint: `https://${registry}`,
              expiresAt: Date.now() / 1000 + 43_200,
            },
          ],
        };
      },
    });
    return {
      aws,
      credentials: makeEcrRegistryCredentials(aws.clients, { clock: makeSystemClock() }),
      account: '222222222222',
      otherAccount: '333333333333',
      isValid: (login) => login.password.reveal() === passwordOf(login.registry),
      revoke: () => {
        generation += 1;
        return Promise.resolve();
      },
      requestCount: () => aws.server.requests.length,
    };
  },
  dispose,
});

const passwordFor = (input: AwsRequest['input'], name: string): string => `pa55 of ${String(input[name])}`;

describeDatabaseCredentialsContract<DatabaseCredentialsSubject & OnAws>(vitestRunner, {
  makeSubject: async () => {
    const aws = await startAws({
      GetClusterCredentials: (input) => {
        if (input['ClusterIdentifier'] === 'forbidden') throw denied();
        return {
          DbUser: `IAM:${String(input['DbUser'])}`,
          DbPassword: passwordFor(input, 'ClusterIdentifier'),
        };
      },
      GetCredentials: (input) => ({ dbUser: 'IAM:worker', dbPassword: passwordFor(input, 'workgroupName') }),
    });
    const cluster = { kind: 'redshift', database: 'dw', user: 'analyst', durationMs: 900_000 } as const;
    return {
      aws,
      credentials: makeAwsDatabaseCredentials(aws.clients),
      requests: [
        { kind: 'redshift-serverless', workgroup: 'main', database: 'dw', durationMs: 900_000 },
        { ...cluster, cluster: 'first' },
        { ...cluster, cluster: 'second' },
        { kind: 'rds', host: 'db.example', port: 5432, user: 'reader' },
        { kind: 'rds', host: 'db.example', port: 3306, user: 'writer' },
      ],
      refused: { ...cluster, cluster: 'forbidden' },
      isValid: isLoginFor,
    };
  },
  dispose,
});

const isLoginFor = ({ user, password }: DatabaseLogin, request: DatabaseLoginRequest): boolean => {
  switch (request.kind) {
    case 'rds': {
      const token = new URL(`https://${password.reveal()}`);
      const isSigned = token.searchParams.has('X-Amz-Signature');
      return (
        isSigned &&
        token.host === `${request.host}:${request.port}` &&
        token.searchParams.get('DBUser') === user
      );
    }
    case 'redshift':
      return user === `IAM:${request.user}` && password.reveal() === `pa55 of ${request.cluster}`;
    case 'redshift-serverless':
      return user === 'IAM:worker' && password.reveal() === `pa55 of ${request.workgroup}`;
  }
};

const refusedRoleArn = 'arn:aws:iam::111122223333:role/forbidden';

describeRoleCredentialsContract<RoleCredentialsSubject & OnAws>(vitestRunner, {
  makeSubject: async () => {
    const aws = await startAws({
      AssumeRole: ({ RoleArn, DurationSeconds }) => {
        if (RoleArn === refusedRoleArn) throw denied();
        return {
          Credentials: {
            AccessKeyId: 'ASIATESTTESTTEST',
            SecretAccessKey: 'secret-of-the-role',
            SessionToken: 'session-of-the-role',
            Expiration: new Date(Date.now() + 1000 * Number(DurationSeconds)).toISOString(),
          },
        };
      },
    });
    return {
      aws,
      credentials: makeStsRoleCredentials(aws.clients),
      roleArn: 'arn:aws:iam::111122223333:role/worker',
      refusedRoleArn,
      region: testIdentity.region,
      now: () => Date.now(),
      received: () => aws.server.inputsOf('AssumeRole').map(roleOf),
    };
  },
  dispose,
});

/** The role that the fields of a form ask for. */
const roleOf = (form: AwsRequest['input']): RoleRequest => {
  const fields = Object.entries(form).map(([name, value]) => [name, String(value)] as const);
  const field = (name: string): string | undefined => fields.find(([own]) => own === name)?.[1];
  const members = (list: string, member: string): readonly string[] =>
    fields
      .filter(([name]) => name.startsWith(`${list}.member.`) && name.endsWith(`.${member}`))
      .map(([, value]) => value);
  const externalId = field('ExternalId');
  const policy = field('Policy');
  const values = members('Tags', 'Value');
  return {
    roleArn: field('RoleArn') ?? '',
    sessionName: field('RoleSessionName') ?? '',
    durationMs: 1000 * Number(field('DurationSeconds')),
    policyArns: members('PolicyArns', 'arn'),
    tags: Object.fromEntries(members('Tags', 'Key').map((key, index) => [key, values[index] ?? ''])),
    ...(externalId === undefined ? {} : { externalId: new Secret(externalId) }),
    ...(policy === undefined ? {} : { policy }),
  };
};
