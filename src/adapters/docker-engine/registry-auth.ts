import * as O from 'fp-ts/lib/Option.js';

import type { PullRequest } from '../../ports/container-engine.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import type { ClientConfiguration, StoredLogin } from './client-configuration.js';
import { askCredentialHelper } from './credential-helper.js';
import { dockerHub, dockerHubServer, registryHost, registryOf } from './registry-host.js';
import type { Settings } from './options.js';

/** The members of the engine's `AuthConfig` that it reads (see `X-Registry-Auth` in the Docker Engine API). */
type AuthConfig =
  | { readonly username: string; readonly password: string; readonly serveraddress: string }
  | { readonly identitytoken: string; readonly serveraddress: string };

/** What is needed to find a login besides the pull itself. */
export interface LoginSources {
  readonly configuration: ClientConfiguration;
  readonly settings: Settings;
}

/**
 * The value of `X-Registry-Auth` for a pull: the given login if it is for the image's own registry, else the one that
 * the docker client's configuration has for that registry.
 * @returns `undefined` where there is no login; the pull goes out without one
 */
export const registryAuthFor = async (
  { image, login }: Pick<PullRequest, 'image' | 'login'>,
  sources: LoginSources,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const registry = registryOf(image.repository);
  const config =
    O.isSome(login) && registryHost(login.value.registry) === registry
      ? toAuthConfig(login.value, registry)
      : await configuredLogin(registry, sources, signal);
  return config === undefined ? undefined : encodeAuth(config);
};

const toAuthConfig = ({ username, password }: RegistryLogin, registry: string): AuthConfig => ({
  username,
  password: password.reveal(),
  serveraddress: serverName(registry),
});

const serverName = (registry: string): string => (registry === dockerHub ? dockerHubServer : registry);

/** Base64url with its padding: an engine ignores the header without a word where the padding is missing. */
const encodeAuth = (config: AuthConfig): string =>
  Buffer.from(JSON.stringify(config)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');

/** docker-py's rules: the registry's own helper, else the common one, else the stored logins. */
const configuredLogin = async (
  registry: string,
  { configuration, settings }: LoginSources,
  signal: AbortSignal,
): Promise<AuthConfig | undefined> => {
  const server = serverName(registry);
  const { credHelpers, credsStore } = configuration;
  const helper = credHelpers[server] ?? credHelpers[registry] ?? credsStore;
  const found =
    helper === undefined ? undefined : await askCredentialHelper({ helper, server, settings }, signal);
  if (found === undefined) return storedLogin(registry, configuration);
  const { username, secret } = found;
  return username === '<token>'
    ? { identitytoken: secret, serveraddress: server }
    : { username, password: secret, serveraddress: server };
};

const storedLogin = (registry: string, { auths }: ClientConfiguration): AuthConfig | undefined => {
  const key = Object.hasOwn(auths, registry)
    ? registry
    : Object.keys(auths).find((candidate) => registryHost(candidate) === registry);
  const entry = key === undefined ? undefined : auths[key];
  return entry === undefined ? undefined : fromStored(entry, serverName(registry));
};

const fromStored = ({ auth, identitytoken }: StoredLogin, serveraddress: string): AuthConfig | undefined => {
  if (identitytoken !== undefined) return { identitytoken, serveraddress };
  const text = auth === undefined ? '' : Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1
    ? undefined
    : { username: text.slice(0, colon), password: text.slice(colon + 1), serveraddress };
};
