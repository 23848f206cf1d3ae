import assert from 'node:assert/strict';

import { Secret } from '../../job/secret.js';
import type { RoleCredentials, RoleRequest } from '../../ports/role-credentials.js';
import { abortCases } from './abort-cases.js';
import { errorShowsNone, showsNone } from './hidden.js';
import { aborted, calm, type ContractCases, defineCases, failsWith, left, right, runCases } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** What takes on roles, to be tested. @public */
export interface RoleCredentialsSubject {
  readonly credentials: RoleCredentials;
  /** ARN of a role that may be assumed, and of one that may not. */
  readonly roleArn: string;
  readonly refusedRoleArn: string;
  /** The worker's own region; `undefined` when none is known. */
  readonly region: string | undefined;
  /** The present time of the other side, in ms since 1970. */
  readonly now: () => number;
  /** The requests that the other side has received so far. */
  readonly received: () => readonly RoleRequest[];
}

const externalId = 'external-id-of-the-partner';

const plainRole = ({ roleArn }: RoleCredentialsSubject): RoleRequest => ({
  roleArn,
  sessionName: 'lava-dev-job',
  durationMs: 900_000,
});

const fullRole = (subject: RoleCredentialsSubject): RoleRequest => ({
  ...plainRole(subject),
  sessionName: 'a=b,c.d@e-f_1',
  durationMs: 3_600_000,
  externalId: new Secret(externalId),
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::123456789012:policy/own'],
  policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}',
  tags: { team: 'data', 'cost centre': 'ünï 42' },
});

/** A request as it can be compared. */
const comparable = ({ externalId: secret, ...role }: RoleRequest): unknown => ({
  ...role,
  externalId: secret?.reveal(),
  policyArns: role.policyArns ?? [],
  tags: role.tags ?? {},
});

const cases: ContractCases<RoleCredentialsSubject> = {
  ...defineCases<RoleCredentialsSubject>({
    'gives credentials that are valid for as long as was asked for': async (subject) => {
      const before = subject.now();
      const given = await right(subject.credentials.assume(plainRole(subject), calm()));
      assert.match(given.accessKeyId, /^\w{16,128}$/);
      assert.notEqual(given.secretAccessKey.reveal(), '');
      assert.notEqual(given.sessionToken.reveal(), '');
      // Expiry is told in whole seconds.
      assert.ok(given.expiresAt >= before + 900_000 - 1000, 'The credentials expire too early');
      assert.ok(given.expiresAt <= subject.now() + 900_000 + 1000, 'The credentials expire too late');
    },
    'asks for the role with everything that the request says, and for nothing else': async (subject) => {
      for (const role of [fullRole(subject), plainRole(subject)]) {
        await right(subject.credentials.assume(role, calm()));
        const asked = subject.received().at(-1);
        assert.ok(asked, 'Nothing was asked for');
        assert.deepEqual(comparable(asked), comparable(role));
      }
    },
    'gives secrets that are not seen when they are printed': async (subject) => {
      const given = await right(subject.credentials.assume(plainRole(subject), calm()));
      showsNone(given, [given.secretAccessKey.reveal(), given.sessionToken.reveal()]);
    },
    'asks anew at each call, and not before the task is called': async (subject) => {
      const task = subject.credentials.assume(plainRole(subject), calm());
      assert.equal(subject.received().length, 0);
      await right(task);
      await right(task);
      assert.equal(subject.received().length, 2);
    },
    'gives AccessDenied for a role that may not be assumed, without a secret in it': async (subject) => {
      const role = { ...fullRole(subject), roleArn: subject.refusedRoleArn };
      const error = await left(subject.credentials.assume(role, calm()));
      assert.equal(error._tag, 'AccessDenied', String(error));
      assert.equal(error.retryable, false);
      assert.notEqual(error.message, '');
      errorShowsNone(error, [externalId]);
    },
    "tells the worker's region": async ({ credentials, region }) => {
      assert.equal(await right(credentials.region(calm())), region);
      await failsWith('Aborted', credentials.region(aborted()));
    },
    'asks nobody when the signal is aborted before': async (subject) => {
      await failsWith('Aborted', subject.credentials.assume(plainRole(subject), aborted()));
      assert.equal(subject.received().length, 0);
    },
    'serves many callers at the same time': async (subject) => {
      await Promise.all(
        Array.from({ length: 20 }, () => right(subject.credentials.assume(plainRole(subject), calm()))),
      );
      assert.equal(subject.received().length, 20);
    },
  }),
  ...abortCases<RoleCredentialsSubject>((subject) =>
    Promise.resolve((options) => subject.credentials.assume(plainRole(subject), options)),
  ),
};

/**
 * Describes what every `RoleCredentials` must do, as cases for a test runner.
 * @param setup - a subject that has not been asked for anything, for each case
 * @public
 */
export const describeRoleCredentialsContract = <Subject extends RoleCredentialsSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a RoleCredentials', setup, cases);
};
