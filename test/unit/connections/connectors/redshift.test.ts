import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../../src/job/secret.js';
import { makeFakeDatabaseCredentials } from '../../../../src/testing/index.js';
import { type ConnectorSetup, contentOf, describeWell, failureOf } from '../../../support/connector-bench.js';

const record = { host: 'cl.x.y', port: 5439, user: 'u', database: 'd' };
const logins = () =>
  makeFakeDatabaseCredentials(() => E.right({ user: 'IAM:u', password: new Secret('temporary') }));

const requested = async (fields: object, more: Partial<ConnectorSetup> = {}) => {
  const databaseCredentials = logins();
  const described = await describeWell({
    record: { ...record, ...fields },
    secrets: { '/e': 'external', '/p': 'own' },
    sources: { databaseCredentials },
    ...more,
  });
  return { described, requests: databaseCredentials.requests };
};

describe('a connection of type redshift', () => {
  const type = 'redshift';

  it('case 64: asks for credentials of the cluster that the host names, and uses the user that it gets', async () => {
    const { described, requests } = await requested({ type });
    expect(requests).toEqual([
      { kind: 'redshift', cluster: 'cl', database: 'd', user: 'u', durationMs: 900_000 },
    ]);
    expect(contentOf(described, 'pgpass')).toBe('cl.x.y:5439:d:IAM\\:u:temporary\n');
    expect(contentOf(described, 'psql')).toContain(' -U IAM\\:u ');
  });

  it.each([
    [{ cluster_id: 'other' }, {}, { cluster: 'other' }],
    [{ password_duration: '20m' }, { LAVA_RS_PASSWORD_DURATION: '30m' }, { durationMs: 1_200_000 }],
    [{ password_duration: 1800 }, {}, { durationMs: 1_800_000 }],
    [{}, { LAVA_RS_PASSWORD_DURATION: '30m' }, { durationMs: 1_800_000 }],
  ])('with %j and %j it asks for %j', async (fields, environment, expected) => {
    expect((await requested({ type, ...fields }, { environment })).requests).toMatchObject([expected]);
  });

  it('asks for nothing when there is a password', async () => {
    const { described, requests } = await requested({ type, password: '/p' });
    expect(requests).toEqual([]);
    expect(contentOf(described, 'pgpass')).toBe('cl.x.y:5439:d:u:own\n');
  });

  it.each([
    [{ database: undefined }, {}, 'database must be specified'],
    [{ user: undefined }, {}, 'Missing keys: user'],
    [{ password_duration: 'long' }, {}, 'Bad password_duration'],
    [{ password_duration: -5 }, {}, 'Bad password_duration'],
    [{}, { LAVA_RS_PASSWORD_DURATION: 'long' }, 'Bad password_duration'],
  ])('refuses %j with %j', async (fields, environment, message) => {
    const sources = { databaseCredentials: logins() };
    const failure = await failureOf({ record: { type, ...record, ...fields }, environment, sources });
    expect(failure.message).toBe(`Connection c1: ${message}`);
  });
});

describe('a connection of type redshift-serverless', () => {
  const type = 'redshift-serverless';

  it('asks for credentials of the workgroup that the host names', async () => {
    const { described, requests } = await requested({ type, user: undefined });
    expect(requests).toEqual([
      { kind: 'redshift-serverless', workgroup: 'cl', database: 'd', durationMs: 900_000 },
    ]);
    expect(contentOf(described, 'pgpass')).toBe('cl.x.y:5439:d:IAM\\:u:temporary\n');
  });

  it('takes on a role first where the record names one', async () => {
    const { requests } = await requested({
      type,
      workgroup: 'w',
      region: 'some-region-1',
      role_arn: 'arn:r',
      external_id: '/e',
      tags: { team: 'data', cost: 12 },
    });
    expect(requests).toEqual([
      {
        kind: 'redshift-serverless',
        workgroup: 'w',
        database: 'd',
        durationMs: 900_000,
        region: 'some-region-1',
        role: {
          roleArn: 'arn:r',
          sessionName: 'lv-test-test.job',
          durationMs: 900_000,
          externalId: new Secret('external'),
          tags: { team: 'data', cost: '12' },
        },
      },
    ]);
    const [request] = requests;
    expect(request?.kind === 'redshift-serverless' && request.role?.externalId?.reveal()).toBe('external');
  });

  it.each([
    [{ database: undefined }, 'database must be specified'],
    [{ tags: ['a'] }, 'tags must be a map'],
    [{ role_arn: 'r', external_id: '/none' }, 'external_id names the secret /none, which does not exist'],
  ])('refuses %j', async (fields, message) => {
    const sources = { databaseCredentials: logins() };
    const failure = await failureOf({ record: { type, ...record, ...fields }, sources });
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });
});
