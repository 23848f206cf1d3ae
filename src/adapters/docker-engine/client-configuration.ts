import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Settings } from './options.js';
import { isMissing } from './tls-material.js';

/** A login as it stands in the docker client's configuration; `auth` is base64 of `user:password`. */
export interface StoredLogin {
  readonly auth?: string;
  readonly identitytoken?: string;
}

/** What the docker client's `config.json` says, as far as it matters here. */
export interface ClientConfiguration {
  /** By daemon URL, or `default`: `httpProxy`, `httpsProxy`, `ftpProxy`, `noProxy`. */
  readonly proxies: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Added to every request to the engine. */
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly currentContext?: string;
  /** By registry: a host, or a URL. */
  readonly auths: Readonly<Record<string, StoredLogin>>;
  /** Names of credential helpers by registry. */
  readonly credHelpers: Readonly<Record<string, string>>;
  /** The credential helper for all other registries. */
  readonly credsStore?: string;
}

/** Where the docker client keeps its configuration: `$DOCKER_CONFIG`, else `.docker` in the home directory. */
export const configFolder = ({ environment, homeDirectory }: Settings): string | undefined => {
  const named = environment['DOCKER_CONFIG'];
  if (named !== undefined && named !== '') return named;
  return homeDirectory === undefined ? undefined : join(homeDirectory, '.docker');
};

/**
 * Reads the docker client's configuration afresh. It never fails: a file that cannot be read or understood counts as
 * empty, and so does any part of it that is not of the right form; the log says so.
 */
export const readClientConfiguration = async (settings: Settings): Promise<ClientConfiguration> => {
  for (const path of configFiles(settings)) {
    const text = await readIfThere(path, settings);
    if (text !== undefined) return parseConfiguration(text, path, settings);
  }
  return toConfiguration({});
};

/** The places where docker-py looks, in its order. */
const configFiles = (settings: Settings): readonly string[] => {
  const folders = [
    configFolder(settings),
    settings.homeDirectory === undefined ? undefined : join(settings.homeDirectory, '.docker'),
  ];
  return [...new Set(folders.filter((folder) => folder !== undefined))].map((folder) =>
    join(folder, 'config.json'),
  );
};

const readIfThere = async (path: string, { logger }: Settings): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!isMissing(error)) logger.warn('The docker client configuration cannot be read', { path });
    return undefined;
  }
};

const parseConfiguration = (text: string, path: string, { logger }: Settings): ClientConfiguration => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isRecord(parsed)) return toConfiguration(parsed);
  } catch {
    // The message of JSON.parse quotes the text, which may hold a password.
  }
  logger.warn('The docker client configuration is not a JSON object and counts as empty', { path });
  return toConfiguration({});
};

const toConfiguration = (file: Readonly<Record<string, unknown>>): ClientConfiguration => {
  const { currentContext, credsStore } = file;
  return {
    proxies: mapRecords(file['proxies'], strings),
    httpHeaders: strings(file['HttpHeaders']),
    auths: mapRecords(file['auths'], storedLogin),
    credHelpers: strings(file['credHelpers']),
    ...(typeof currentContext === 'string' && currentContext !== '' ? { currentContext } : {}),
    ...(typeof credsStore === 'string' && credsStore !== '' ? { credsStore } : {}),
  };
};

const storedLogin = (entry: Readonly<Record<string, unknown>>): StoredLogin => {
  const { auth, identitytoken } = entry;
  return {
    ...(typeof auth === 'string' && auth !== '' ? { auth } : {}),
    ...(typeof identitytoken === 'string' && identitytoken !== '' ? { identitytoken } : {}),
  };
};

const mapRecords = <Value>(
  value: unknown,
  map: (entry: Readonly<Record<string, unknown>>) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([key, entry]) => [
      key,
      map(isRecord(entry) ? entry : {}),
    ]),
  );

const strings = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
