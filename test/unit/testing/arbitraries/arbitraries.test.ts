import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeDockerConnection } from '../../../../src/connections/docker-connection.js';
import { lavaConnectors } from '../../../../src/connections/lava-connectors.js';
import type { ConnectorSources } from '../../../../src/connections/connector.js';
import { decodeRealm } from '../../../../src/job/realm-record.js';
import { Secret } from '../../../../src/job/secret.js';
import {
  connectionRecords,
  connectionTypes,
  damagedConnectionRecords,
  damagedDockerConnectionRecords,
  damagedDockerJobRecords,
  damagedRealmRecords,
  dockerConnectionRecords,
  dockerJobRecords,
  realmRecords,
} from '../../../../src/testing/arbitraries/index.js';
import {
  makeFakeDatabaseCredentials,
  makeFakeRoleCredentials,
  makeJobHarness,
  makeTestConnectorContext,
  makeTestJob,
} from '../../../../src/testing/index.js';
import { dockerHarness } from '../../docker/docker-harness.js';

const checkRuns = { numRuns: 150 };

describe('realmRecords', () => {
  it('gives realms that decode with no problem', () => {
    fc.assert(
      fc.property(realmRecords(), (record) => {
        expect(decodeRealm(record)).toMatchObject({ _tag: 'Right' });
      }),
      checkRuns,
    );
  });

  it('damaged, gives realms that are refused where the damage is', () => {
    fc.assert(
      fc.property(damagedRealmRecords(), ({ record, path }) => {
        expect(pathsOf(decodeRealm(record))).toEqual([path]);
      }),
      checkRuns,
    );
  });
});

describe('dockerJobRecords', () => {
  it('gives jobs that a docker job type takes', () => {
    const { jobType, context, dispose, runStored, settled } = makeJobHarness(dockerHarness({}));
    return fc
      .assert(
        fc.asyncProperty(dockerJobRecords(), async (record) => {
          const run = await settled(runStored(record));
          // Nothing is wrong with the job itself: the harness has no such connection.
          expect(run).toMatchObject({ status: 'failed', error: { code: 'connection.missing' } });
          expect(jobType.check(makeTestJob(record), context)).toMatchObject({ _tag: 'Right' });
        }),
        checkRuns,
      )
      .finally(dispose);
  });

  it('damaged, gives jobs that are refused where the damage is, before anything is contacted', () => {
    const { calls, dispose, runStored } = makeJobHarness(dockerHarness({}));
    return fc
      .assert(
        fc.asyncProperty(damagedDockerJobRecords(), async ({ record, path }) => {
          const run = await runStored(record);
          const error = run.status === 'failed' ? run.error : undefined;
          expect(error?._tag).toBe('BadJobError');
          expect(error && pathsOf(E.left(error))).toContain(path);
          expect(calls).toEqual([]);
        }),
        checkRuns,
      )
      .finally(dispose);
  });
});

describe('dockerConnectionRecords', () => {
  const connection = (record: Readonly<Record<string, unknown>>) =>
    decodeDockerConnection({ connectionId: 'dk', type: 'docker', record });

  it('gives docker connections that decode with no problem', () => {
    fc.assert(
      fc.property(dockerConnectionRecords(), (record) => {
        expect(connection(record)).toMatchObject({ _tag: 'Right' });
      }),
      checkRuns,
    );
  });

  it('damaged, gives docker connections that are refused where the damage is', () => {
    fc.assert(
      fc.property(damagedDockerConnectionRecords(), ({ record, path }) => {
        const decoded = connection(record);
        expect(E.isLeft(decoded) && decoded.left.message).toContain(path);
      }),
      checkRuns,
    );
  });
});

describe('connectionRecords', () => {
  const secrets = { find: () => TE.right(O.some(new Secret('AKIAIOSFODNN7EXAMPLE,secret'))) };
  const sources: ConnectorSources = {
    secrets,
    managedSecrets: secrets,
    databaseCredentials: makeFakeDatabaseCredentials(),
    roleCredentials: makeFakeRoleCredentials({ region: 'ap-southeast-2' }),
  };
  const describeRecord = (type: string, record: Readonly<Record<string, unknown>>) => {
    const connector = lavaConnectors().find(type);
    if (connector === undefined) throw new Error(`${type} has no connector`);
    return connector.describe({ connectionId: 'c', type, record }, makeTestConnectorContext({ sources }))();
  };

  it('knows every type that has a connector', () => {
    expect(connectionTypes).toEqual(lavaConnectors().types);
    expect(() => connectionRecords('docker')).toThrow(RangeError);
  });

  it.each(connectionTypes)('gives %s connections that are described', (type) =>
    fc.assert(
      fc.asyncProperty(connectionRecords(type), async (record) => {
        expect(await describeRecord(type, record)).toMatchObject({ _tag: 'Right' });
      }),
      { numRuns: 40 },
    ),
  );

  it.each(connectionTypes)(
    'damaged, gives %s connections that are refused by the name of the field',
    (type) =>
      fc.assert(
        fc.asyncProperty(damagedConnectionRecords(type), async ({ record, path }) => {
          const outcome = await describeRecord(type, record);
          expect(E.isLeft(outcome) && outcome.left.message.toLowerCase()).toContain(path);
        }),
        { numRuns: 40 },
      ),
  );
});

/** The paths of the problems of an error. */
const pathsOf = (decoded: E.Either<{ readonly details: unknown }, unknown>): readonly string[] => {
  if (E.isRight(decoded)) return [];
  const { problems = [] } = decoded.left.details as { problems?: readonly { path: string }[] };
  return problems.map(({ path }) => path);
};
