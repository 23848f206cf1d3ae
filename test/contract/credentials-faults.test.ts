import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { Secret } from '../../src/job/secret.js';
import { taggedError } from '../../src/job/tagged-error.js';
import type { DatabaseCredentials, DatabaseLogin } from '../../src/ports/database-credentials.js';
import type { PortError } from '../../src/ports/port-error.js';
import type { RegistryCredentials, RegistryLogin } from '../../src/ports/registry-credentials.js';
import type { RoleCredentials, TemporaryCredentials } from '../../src/ports/role-credentials.js';
import {
  type DatabaseCredentialsSubject,
  describeDatabaseCredentialsContract,
  describeRegistryCredentialsContract,
  describeRoleCredentialsContract,
  type RegistryCredentialsSubject,
  type RoleCredentialsSubject,
} from '../../src/testing/index.js';
import { abortFaults, calm } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import {
  databaseCredentialsSubject,
  registryCredentialsSubject,
  roleCredentialsSubject,
} from './memory-subjects.js';
import { shareFlight } from './shared-flight.js';

type Login = RegistryCredentials['login'];

const registryFault = (wrong: string, spoil: (login: Login) => Login): Fault<RegistryCredentialsSubject> => [
  wrong,
  (subject) => ({ ...subject, credentials: { login: spoil(subject.credentials.login) } }),
];

const onLogin =
  (change: (login: RegistryLogin) => RegistryLogin) =>
  (login: Login): Login =>
  (registry, options) =>
    TE.map(change)(login(registry, options));

/** Gives a login again that it has given before. */
const keepLogins =
  (onFresh: 'keep' | 'ask-and-keep-the-old') =>
  (login: Login): Login => {
    const kept = new Map<string, RegistryLogin>();
    return (registry, options) => async () => {
      const key = String(registry.accounts);
      const known = kept.get(key);
      if (known && (!options.fresh || onFresh === 'keep')) return E.right(known);
      const given = await login(registry, options)();
      if (E.isRight(given) && !known) kept.set(key, given.right);
      return given;
    };
  };

findsFaults(
  'describeRegistryCredentialsContract',
  describeRegistryCredentialsContract,
  registryCredentialsSubject,
  {
    "gives a login that is valid for the worker's own account": [
      registryFault(
        'gives an address with a scheme',
        onLogin((login) => ({ ...login, registry: `https://${login.registry}` })),
      ),
      registryFault(
        'gives the token undecoded',
        onLogin((login) => ({ ...login, password: new Secret(btoa(`AWS:${login.password.reveal()}`)) })),
      ),
    ],
    'gives a login for the registry of the account that is named': [
      registryFault(
        'ignores the account',
        (login) => (registry, options) => login({ ...registry, accounts: [] }, options),
      ),
    ],
    'gives a password that is not seen when it is printed': [
      registryFault(
        'shows the password',
        onLogin((login) => Object.assign(login, { token: login.password.reveal() })),
      ),
    ],
    'gives another login, valid now, when the last one was refused': [
      registryFault('gives a kept login though it was refused', keepLogins('keep')),
    ],
    'gives the new login from then on': [
      registryFault('keeps the refused login', keepLogins('ask-and-keep-the-old')),
    ],
    'gives valid logins to many callers at the same time': [
      registryFault('gives one login to all callers', shareFlight),
    ],
    'asks nobody until the task is called, nor when the signal is aborted before': [
      registryFault('asks at the call', (login) => (registry, options) => {
        const given = login(registry, options)();
        return () => given;
      }),
      registryFault('asks though the signal is aborted', (login) => (registry, options) => async () => {
        await login(registry, { ...options, ...calm() })();
        return login(registry, options)();
      }),
    ],
    ...abortFaults<RegistryCredentialsSubject>((subject, wrap) => ({
      ...subject,
      credentials: {
        login: (registry, { signal, fresh }) =>
          wrap((given) => subject.credentials.login(registry, { ...given, fresh }))({ signal }),
      },
    })),
  },
);

const databaseFault = (
  wrong: string,
  spoil: (login: DatabaseCredentials['login']) => DatabaseCredentials['login'],
): Fault<DatabaseCredentialsSubject> => [
  wrong,
  (subject) => ({ ...subject, credentials: { login: spoil(subject.credentials.login) } }),
];

const onRefusal =
  (change: (error: PortError) => PortError) =>
  (login: DatabaseCredentials['login']): DatabaseCredentials['login'] =>
  (request, options) =>
    TE.mapLeft(change)(login(request, options));

/** Answers every request with the login for the first one. */
const keepFirstLogin = (login: DatabaseCredentials['login']): DatabaseCredentials['login'] => {
  let kept: DatabaseLogin | undefined;
  return (request, options) => async () => {
    if (kept) return E.right(kept);
    const given = await login(request, options)();
    if (E.isRight(given)) kept = given.right;
    return given;
  };
};

findsFaults(
  'describeDatabaseCredentialsContract',
  describeDatabaseCredentialsContract,
  databaseCredentialsSubject,
  {
    'gives a login that is valid, for every kind of request': [
      databaseFault(
        'cuts long passwords',
        (login) => (request, options) =>
          TE.map(({ user, password }: DatabaseLogin) => ({
            user,
            password: new Secret(password.reveal().slice(0, 20)),
          }))(login(request, options)),
      ),
      ['serves no kind', (subject) => ({ ...subject, requests: [] })],
    ],
    'gives a password that is not seen when it is printed': [
      databaseFault(
        'shows the password',
        (login) => (request, options) =>
          TE.map((given: DatabaseLogin) => ({ ...given, url: `db://${given.password.reveal()}@host` }))(
            login(request, options),
          ),
      ),
    ],
    'makes no login for one request out of that for another': [
      databaseFault('gives one login for all requests', keepFirstLogin),
    ],
    'gives valid logins to many callers at the same time': [
      databaseFault('gives one login to all callers', shareFlight),
    ],
    'gives AccessDenied when the other side refuses, without a password in it': [
      databaseFault(
        'calls a refusal something else',
        onRefusal(() => taggedError('Unavailable', { code: 'test.unavailable', message: 'Gone' })),
      ),
      databaseFault(
        'takes a refusal for a passing fault',
        onRefusal((error) => Object.assign(error, { retryable: true })),
      ),
      databaseFault(
        'shows the signed request',
        onRefusal((error) => Object.assign(error, { message: 'GET /?X-Amz-Signature=0f' })),
      ),
    ],
    'gives Aborted for every kind of request when the signal is aborted before': [
      databaseFault(
        'ignores the signal for one kind',
        (login) => (request, options) =>
          login(request, request.kind === 'redshift-serverless' ? calm() : options),
      ),
    ],
    ...abortFaults<DatabaseCredentialsSubject>((subject, wrap) => ({
      ...subject,
      credentials: {
        login: (request, options) => wrap((given) => subject.credentials.login(request, given))(options),
      },
    })),
  },
);

type Assume = RoleCredentials['assume'];

const roleFault = (wrong: string, spoil: (assume: Assume) => Assume): Fault<RoleCredentialsSubject> => [
  wrong,
  (subject) => ({
    ...subject,
    credentials: { ...subject.credentials, assume: spoil(subject.credentials.assume) },
  }),
];

const onGiven =
  (change: (given: TemporaryCredentials) => TemporaryCredentials) =>
  (assume: Assume): Assume =>
  (role, options) =>
    TE.map(change)(assume(role, options));

/** Gives credentials again that it has given before. */
const keepCredentials = (assume: Assume): Assume => {
  const given = new Map<string, ReturnType<ReturnType<Assume>>>();
  return (role, options) => () => {
    const known = given.get(role.roleArn) ?? assume(role, options)();
    given.set(role.roleArn, known);
    return known;
  };
};

findsFaults('describeRoleCredentialsContract', describeRoleCredentialsContract, roleCredentialsSubject, {
  'gives credentials that are valid for as long as was asked for': [
    roleFault(
      'tells the expiry in seconds',
      onGiven((given) => ({ ...given, expiresAt: given.expiresAt / 1000 })),
    ),
    roleFault(
      'asks for the longest time',
      (assume) => (role, options) => assume({ ...role, durationMs: 43_200_000 }, options),
    ),
  ],
  'asks for the role with everything that the request says, and for nothing else': [
    roleFault(
      'leaves the external id out',
      (assume) =>
        ({ externalId: _, ...role }, options) =>
          assume(role, options),
    ),
    roleFault(
      'leaves the policy out',
      (assume) =>
        ({ policy: _, ...role }, options) =>
          assume(role, options),
    ),
    roleFault(
      'leaves the tags out',
      (assume) =>
        ({ tags: _, ...role }, options) =>
          assume(role, options),
    ),
    roleFault(
      'adds a policy of its own',
      (assume) => (role, options) => assume({ policy: '{}', ...role }, options),
    ),
  ],
  'gives secrets that are not seen when they are printed': [
    roleFault(
      'shows the session token',
      onGiven((given) => ({ ...given, raw: given.sessionToken.reveal() })),
    ),
  ],
  'asks anew at each call, and not before the task is called': [
    roleFault('keeps credentials', keepCredentials),
    roleFault('asks at the call', (assume) => (role, options) => {
      const given = assume(role, options)();
      return () => given;
    }),
  ],
  'gives AccessDenied for a role that may not be assumed, without a secret in it': [
    roleFault(
      'shows the external id',
      (assume) => (role, options) =>
        TE.mapLeft((error: PortError) =>
          Object.assign(error, { details: { externalId: role.externalId?.reveal() } }),
        )(assume(role, options)),
    ),
    roleFault(
      'calls a refusal something else',
      (assume) => (role, options) =>
        TE.mapLeft(() => taggedError('InvalidData', { code: 'test.bad', message: 'Bad' }))(
          assume(role, options),
        ),
    ),
  ],
  "tells the worker's region": [
    [
      'takes a default for the region',
      (subject) => ({
        ...subject,
        credentials: { ...subject.credentials, region: () => TE.right('us-east-1') },
      }),
    ],
  ],
  'asks nobody when the signal is aborted before': [
    roleFault('asks though the signal is aborted', (assume) => (role, options) => async () => {
      await assume(role, calm())();
      return assume(role, options)();
    }),
  ],
  'serves many callers at the same time': [roleFault('gives one answer to all callers', keepCredentials)],
  ...abortFaults<RoleCredentialsSubject>((subject, wrap) => ({
    ...subject,
    credentials: {
      ...subject.credentials,
      assume: (role, options) => wrap((given) => subject.credentials.assume(role, given))(options),
    },
  })),
});
