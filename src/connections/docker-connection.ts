import * as E from 'fp-ts/lib/Either.js';

import { record } from '../job/decode/containers.js';
import { type DecodedBy, type Decoder, decoder, refine } from '../job/decode/decoder.js';
import { problemsOf } from '../job/decode/problems.js';
import { booleanOrText, nonEmptyText, readNumber } from '../job/decode/scalars.js';
import { describeProblems } from '../job/problem.js';
import type { EngineEndpoint } from '../ports/container-engine.js';
import { badConnection, type ConnectionFailure } from './connection-failure.js';
import type { Connection } from './connector.js';

/** The registry that a docker connection names, and how to log in to it. */
export type ConnectionRegistry =
  /** None: the docker client's own logins serve. */
  | { readonly _tag: 'none' }
  /** A user, and the name of the secret that is the password. */
  | {
      readonly _tag: 'password';
      readonly host: string;
      readonly username: string;
      readonly passwordName: string;
    }
  /** Amazon ECR, of the named accounts or of the worker's own. */
  | { readonly _tag: 'ecr'; readonly accounts: readonly string[] };

/** A docker connection: which engine, and which registry. */
export interface DockerConnection {
  readonly connectionId: string;
  readonly endpoint: EngineEndpoint;
  readonly registry: ConnectionRegistry;
}

/** Seconds, as number or text, to milliseconds. */
const timeoutSeconds: Decoder<number> = decoder('a number of seconds above 0', (value) => {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : readNumber(value);
  return seconds !== undefined && Number.isFinite(seconds) && seconds > 0
    ? E.right(Math.ceil(seconds * 1000))
    : E.left('timeout must be a number of seconds above 0');
});

const serverUrl: Decoder<string> = refine(
  nonEmptyText,
  'unix:///path, tcp://host:port, http(s)://host:port or ssh://user@host',
  (server) =>
    /^(?:unix:\/\/\/.|(?:tcp|https?|ssh):\/\/[^/\s])/i.test(server.trim())
      ? E.right(server.trim())
      : E.left('server is not the URL of a docker daemon'),
);

const ecrAccounts = /^ecr(?::\d+)*$/;

/** Host and port of a registry; a scheme and a path, as in `https://index.docker.io/v1/`, fall away. */
const registryHost: Decoder<string> = refine(
  nonEmptyText,
  'a registry host, ecr, or ecr:<account>',
  (registry) => {
    const trimmed = registry.trim();
    if (ecrAccounts.test(trimmed)) return E.right(trimmed);
    const host = trimmed.replace(/^https?:\/\//i, '').replace(/\/.*$/, '');
    return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?$/i.test(host) ||
      /^\[[0-9a-f:]+\](?::\d+)?$/i.test(host)
      ? E.right(host.toLowerCase())
      : E.left('registry is not a registry host');
  },
);

const fields = {
  registry: registryHost,
  user: nonEmptyText,
  password: nonEmptyText,
  server: serverUrl,
  tls: booleanOrText,
  timeout: timeoutSeconds,
};

// Other keys are kept: records carry description, owner, email and X-… fields, which are nobody's business here.
const dockerRecord = record({ required: {}, optional: fields, otherKeys: 'keep' });
const loginRecord = record({
  required: { user: nonEmptyText, password: nonEmptyText },
  optional: {},
  otherKeys: 'keep',
});

/** Reads a connection as a docker connection. Problems name fields and types, never a value. */
export const decodeDockerConnection = ({
  connectionId,
  type,
  record: stored,
}: Connection): E.Either<ConnectionFailure, DockerConnection> => {
  if (type !== 'docker')
    return E.left(
      badConnection(
        connectionId,
        'wrong-type',
        `Connection ${connectionId}: Must be of type "docker" not ${type}`,
      ),
    );
  const decoded = dockerRecord.decode(stored);
  const problems = E.isLeft(decoded)
    ? problemsOf(decoded.left, { values: 'hide' })
    : loginProblems(stored, decoded.right);
  if (E.isLeft(decoded) || problems.length > 0)
    return E.left(
      badConnection(
        connectionId,
        'bad-record',
        describeProblems(problems, `Connection ${connectionId}: `),
        problems,
      ),
    );
  return E.right({
    connectionId,
    endpoint: endpointOf(decoded.right),
    registry: registryOf(decoded.right),
  });
};

type Decoded = DecodedBy<typeof dockerRecord>;

/** A registry that is not ECR needs a user and a password. */
const loginProblems = (stored: unknown, { registry }: Decoded): ReturnType<typeof problemsOf> => {
  if (registry === undefined || ecrAccounts.test(registry)) return [];
  const login = loginRecord.decode(stored);
  return E.isLeft(login) ? problemsOf(login.left, { values: 'hide' }) : [];
};

const endpointOf = ({ server, tls, timeout }: Decoded): EngineEndpoint => ({
  ...(server === undefined ? {} : { server }),
  tls: tls ?? true,
  ...(timeout === undefined ? {} : { timeoutMs: timeout }),
});

const registryOf = ({ registry, user, password }: Decoded): ConnectionRegistry => {
  if (registry === undefined) return { _tag: 'none' };
  if (ecrAccounts.test(registry)) return { _tag: 'ecr', accounts: registry.split(':').slice(1) };
  if (user === undefined || password === undefined) return { _tag: 'none' };
  return { _tag: 'password', host: registry, username: user, passwordName: password };
};
