import type { ClientConfiguration } from './client-configuration.js';

/** The members of a `proxies` entry that docker-py knows, in its order, with the variables that they become. */
const variables = [
  ['httpProxy', 'http_proxy'],
  ['httpsProxy', 'https_proxy'],
  ['ftpProxy', 'ftp_proxy'],
  ['noProxy', 'no_proxy'],
] as const;

/**
 * The proxy variables that the client configuration wants in every container, each in lower and upper case: from the
 * entry for the engine's URL, else from the default one.
 * @param server - the engine's URL, compared literally, as docker-py does
 */
export const proxyEnvironment = (
  { proxies }: ClientConfiguration,
  server: string,
): Readonly<Record<string, string>> => {
  const entry = proxies[server] ?? proxies['default'] ?? {};
  return Object.fromEntries(
    variables.flatMap(([member, variable]) => {
      const value = entry[member];
      return value === undefined || value === ''
        ? []
        : [
            [variable, value],
            [variable.toUpperCase(), value],
          ];
    }),
  );
};
