import type { AuthorizationData } from '@aws-sdk/client-ecr';

import { Secret } from '../../job/secret.js';
import type { Clock } from '../../ports/clock.js';
import type { RegistryCredentials, RegistryLogin } from '../../ports/registry-credentials.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper, invalidData } from './aws-error.js';
import { makeSharedCalls } from './shared-calls.js';

/** A token is not handed out when it ends sooner than this: a pull has to be able to begin with it. */
const marginMs = 5 * 60_000;

/** Maps the errors of ECR. */
export const ecrError = awsErrorMapper({ service: 'ecr' });

/** How a source of ECR tokens is set up. @public */
export interface EcrRegistryCredentialsOptions {
  /** For the age of tokens. */
  readonly clock: Clock;
}

interface KeptLogin {
  readonly login: RegistryLogin;
  readonly expiresAt: number;
}

/**
 * Makes {@link RegistryCredentials} of Amazon ECR: `GetAuthorizationToken` in the region of the clients, for the worker's
 * own account or for those that a connection names, of which the first one's registry is the one that counts. A token is kept
 * until five minutes before it ends. One call is under way for each list of accounts: requests at the same time share it,
 * and an abort of one does not disturb the others. A token that was refused is dropped and asked for once more; who was refused an older one than the one that is kept gets
 * the kept one.
 *
 * Errors: `AccessDenied`; `Unavailable`; `InvalidData` when the answer holds no token; `Aborted`.
 * @public
 */
export const makeEcrRegistryCredentials = (
  clients: AwsClients,
  { clock }: EcrRegistryCredentialsOptions,
): RegistryCredentials => {
  const kept = new Map<string, KeptLogin>();
  const calls = makeSharedCalls<KeptLogin>();

  const usable = (key: string, refused: RegistryLogin | undefined): RegistryLogin | undefined => {
    const known = kept.get(key);
    if (known === undefined) return undefined;
    if (known.expiresAt - marginMs > clock.now() && !isSame(known.login, refused)) return known.login;
    kept.delete(key);
    return undefined;
  };

  return {
    login: ({ accounts }, { fresh, refused, signal: ownSignal }) =>
      awsCall({ doing: doing(accounts), error: ecrError }, { signal: ownSignal }, async (signal) => {
        const key = accounts.join();
        // Without the login that was refused, it can only be the one that is kept.
        if (fresh && refused === undefined) kept.delete(key);
        const known = usable(key, refused);
        if (known !== undefined) return known;
        const begin = async (sharedSignal: AbortSignal): Promise<KeptLogin> => {
          const made = await fetchLogin(clients, accounts, sharedSignal);
          kept.set(key, made);
          return made;
        };
        return (await calls.join(key, begin, signal)).login;
      }),
  };
};

const doing = (accounts: readonly string[]): string =>
  `Cannot get a token of ECR${accounts.length === 0 ? '' : ` for ${accounts.join(', ')}`}`;

const isSame = (login: RegistryLogin, refused: RegistryLogin | undefined): boolean =>
  refused?.registry === login.registry && refused.password.reveal() === login.password.reveal();

const fetchLogin = async (
  clients: AwsClients,
  accounts: readonly string[],
  signal: AbortSignal,
): Promise<KeptLogin> => {
  const ecr = await clients.ecr();
  const { GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
  const input = accounts.length === 0 ? {} : { registryIds: [...accounts] };
  const answer = await ecr.send(new GetAuthorizationTokenCommand(input), { abortSignal: signal });
  return readToken(accounts, answer.authorizationData?.[0]);
};

const readToken = (accounts: readonly string[], data: AuthorizationData | undefined): KeptLogin => {
  const [username = '', password = ''] = splitOnce(
    Buffer.from(data?.authorizationToken ?? '', 'base64').toString('utf8'),
  );
  const registry = (data?.proxyEndpoint ?? '').replace(/^https?:\/\//, '').replace(/\/+$/, '');
  if (username === '' || password === '' || registry === '')
    throw invalidData('bad-token', `${doing(accounts)}: the answer holds no token`, { accounts });
  return {
    login: { registry, username, password: new Secret(password) },
    expiresAt: data?.expiresAt?.getTime() ?? 0,
  };
};

/** The password may hold colons, the user does not. */
const splitOnce = (text: string): readonly string[] => {
  const colon = text.indexOf(':');
  return colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)];
};
