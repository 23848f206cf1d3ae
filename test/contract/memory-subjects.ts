import { inspect } from 'node:util';

import * as E from 'fp-ts/lib/Either.js';

import { Secret } from '../../src/job/secret.js';
import { taggedError } from '../../src/job/tagged-error.js';
import type { NameVariables, TemplateVariables } from '../../src/ports/template-renderer.js';
import type { DatabaseLoginRequest } from '../../src/ports/database-credentials.js';
import type { AccessDenied } from '../../src/ports/port-error.js';
import {
  type ClockSubject,
  type ConnectionStoreSubject,
  type DatabaseCredentialsSubject,
  type JobStoreSubject,
  type LoggerSubject,
  makeCapturingLogger,
  makeFakeClock,
  makeFakeDatabaseCredentials,
  makeFakeRegistryCredentials,
  makeFakeRoleCredentials,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemoryJobStore,
  makeInMemoryRealmStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  type RealmStoreSubject,
  type RegistryCredentialsSubject,
  type RoleCredentialsSubject,
  type SecretStoreSubject,
  type StateLookupSubject,
  type SuiteSetup,
  type TemplateRendererSubject,
} from '../../src/testing/index.js';

/** The setup of a suite whose subjects leave nothing behind. */
export const setupOf = <Subject>(
  makeSubject: () => Subject,
  skips: Readonly<Record<string, string>> = {},
): SuiteSetup<Subject> => ({
  makeSubject: () => Promise.resolve(makeSubject()),
  dispose: () => Promise.resolve(),
  skips,
});

/** Does what takes no time, for who expects a promise. */
const done = (work: () => void): Promise<void> => {
  work();
  return Promise.resolve();
};

const realms = { realm: 'dev', otherRealm: 'prod' };

export const connectionStoreSubject = (): ConnectionStoreSubject => {
  const store = makeInMemoryConnectionStore();
  return {
    store,
    ...realms,
    put: ({ realm, connectionId }, record) =>
      done(() => {
        store.set(connectionId, record, realm);
      }),
  };
};

export const jobStoreSubject = (): JobStoreSubject => {
  const store = makeInMemoryJobStore();
  return {
    store,
    ...realms,
    put: ({ realm, jobId }, record) =>
      done(() => {
        store.set(jobId, record, realm);
      }),
  };
};

export const realmStoreSubject = (): RealmStoreSubject => {
  const store = makeInMemoryRealmStore();
  return {
    store,
    put: (realm, record) =>
      done(() => {
        store.set(realm, record);
      }),
  };
};

/** The fake holds values, so that there is nothing that cannot be decoded. */
export const stateSkips = {
  'gives InvalidData for an item that cannot be decoded, and shows nothing of it':
    'the fake holds values and decodes nothing',
};

export const stateLookupSubject = (): StateLookupSubject => {
  const lookup = makeInMemoryStateLookup();
  return {
    lookup,
    ...realms,
    put: ({ realm, stateId }, value) =>
      done(() => {
        lookup.set(stateId, value, realm);
      }),
    putUndecodable: () => Promise.reject(new Error('the case is skipped')),
  };
};

export const secretStoreSubject = (holds: 'text' | 'json' = 'text'): SecretStoreSubject => {
  const store = makeInMemorySecretStore();
  return {
    store,
    holds,
    put: (name, secret) =>
      done(() => {
        store.set(name, secret);
      }),
  };
};

/** Registries whose passwords count, so that a former one can be told from the present one. */
export const registryCredentialsSubject = (): RegistryCredentialsSubject => {
  let generation = 1;
  const password = (registry: string): string => `token-${generation}-of-${registry}`;
  const credentials = makeFakeRegistryCredentials(({ accounts: [account = '111111111111'] }) => {
    const registry = `${account}.dkr.ecr.ap-southeast-2.amazonaws.com`;
    return E.right({ registry, username: 'AWS', password: new Secret(password(registry)) });
  });
  return {
    credentials,
    account: '222222222222',
    otherAccount: '333333333333',
    isValid: (login) => login.password.reveal() === password(login.registry),
    revoke: () => {
      generation += 1;
      return Promise.resolve();
    },
    requestCount: () => credentials.requests.length,
  };
};

const denied = (): AccessDenied =>
  taggedError('AccessDenied', { code: 'fake.denied', message: 'Not allowed' });

const requests: readonly DatabaseLoginRequest[] = [
  { kind: 'rds', host: 'db.example', port: 5432, user: 'reader' },
  { kind: 'rds', host: 'db.example', port: 3306, user: 'writer' },
  { kind: 'redshift', cluster: 'main', database: 'dw', user: 'analyst', durationMs: 900_000 },
  { kind: 'redshift-serverless', workgroup: 'main', database: 'dw', durationMs: 900_000 },
];

export const databaseCredentialsSubject = (): DatabaseCredentialsSubject => {
  const passwordOf = (request: DatabaseLoginRequest): string => `password for ${JSON.stringify(request)}`;
  return {
    credentials: makeFakeDatabaseCredentials((request) =>
      request.kind === 'redshift' && request.cluster === 'closed'
        ? E.left(denied())
        : E.right({ user: 'granted', password: new Secret(passwordOf(request)) }),
    ),
    requests,
    refused: { kind: 'redshift', cluster: 'closed', database: 'dw', user: 'analyst', durationMs: 900_000 },
    isValid: ({ password }, request) => password.reveal() === passwordOf(request),
  };
};

export const roleCredentialsSubject = (): RoleCredentialsSubject => {
  const clock = makeFakeClock();
  const refusedRoleArn = 'arn:aws:iam::123456789012:role/closed';
  const granting = makeFakeRoleCredentials({ clock, region: 'ap-southeast-2' });
  const refusing = makeFakeRoleCredentials({ clock, answer: () => E.left(denied()) });
  return {
    credentials: {
      ...granting,
      assume: (role, options) =>
        (role.roleArn === refusedRoleArn ? refusing : granting).assume(role, options),
    },
    roleArn: 'arn:aws:iam::123456789012:role/open',
    refusedRoleArn,
    region: 'ap-southeast-2',
    now: clock.now,
    received: () => granting.requests,
  };
};

/** As much of a template language as a path of names: `{{ job.job_id }}`. */
const renderPaths = (template: string, variables: TemplateVariables | NameVariables): string => {
  const rendered = template.replaceAll(/\{\{ ([\w.]+) \}\}/g, (_tag, path: string) => {
    let value: unknown = variables;
    for (const name of path.split('.')) {
      if (typeof value !== 'object' || value === null) throw new Error(`Nothing has a ${name}`);
      value = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    }
    return typeof value === 'bigint' ? value.toString() : typeof value === 'string' ? value : inspect(value);
  });
  if (/\{[{%]/.test(rendered)) throw new Error('Not a path of names');
  return rendered;
};

export const rendererSubject = (): TemplateRendererSubject => ({
  renderer: makeFakeTemplateRenderer(renderPaths),
});

const noLanguage = 'the fake renders what a test says, and this one knows paths of names only';

export const rendererSkips = {
  'finds names that are no identifiers': noLanguage,
  'renders lists, loops, conditions and filters': noLanguage,
  'renders what is not there as nothing, and a default for it': noLanguage,
  'prints values as Python does': noLanguage,
  'renders the start of the run': noLanguage,
};

export const clockSubject = (): ClockSubject => {
  const clock = makeFakeClock();
  return { clock, pass: clock.advance };
};

export const loggerSubject = (): LoggerSubject => {
  const logger = makeCapturingLogger();
  return {
    logger,
    text: () =>
      logger.entries
        .map(({ level, message, fields }) => `${level} ${message} ${inspect(fields, { depth: 10 })}`)
        .join('\n'),
  };
};
