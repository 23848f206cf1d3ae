import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { EngineEndpoint } from '../../ports/container-engine.js';
import { configFolder, type ClientConfiguration } from './client-configuration.js';
import { readDockerContext } from './docker-context.js';
import {
  parseServerUrl,
  standardSocket,
  type EngineAddress,
  type ServerUrl,
  type TlsMaterial,
} from './engine-address.js';
import { badEndpoint } from './engine-errors.js';
import type { Settings } from './options.js';
import { readTlsFolder } from './tls-material.js';

/**
 * Finds the engine that an endpoint names. An explicit server is taken as it is, and the environment only gives it
 * certificates. Without one, `DOCKER_HOST` beats `DOCKER_CONTEXT`, which beats the current context of the client
 * configuration; then come the sockets where engines usually listen.
 * @throws `Unavailable` with the code `engine.bad-endpoint`
 */
export const findEngine = async (
  endpoint: EngineEndpoint,
  settings: Settings,
  configuration: ClientConfiguration,
): Promise<EngineAddress> => {
  const { environment } = settings;
  if (endpoint.server !== undefined && endpoint.server.trim() !== '') {
    const tls = endpoint.tls ? await explicitTls(settings) : undefined;
    return toAddress(endpoint.server.trim(), tls, () => explicitTls(settings));
  }
  const host = nonEmpty(environment['DOCKER_HOST']);
  if (host !== undefined) {
    return toAddress(host, await environmentTls(settings), () => explicitTls(settings));
  }
  const context = nonEmpty(environment['DOCKER_CONTEXT']) ?? configuration.currentContext;
  if (context !== undefined && context !== 'default') return contextAddress(settings, context);
  return { kind: 'socket', ...(await defaultSocket(settings)) };
};

const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/**
 * @param tls - for `tcp` and `https`; absent: `tcp` is plain HTTP
 * @param httpsTls - for `https` where `tls` is absent
 */
const toAddress = async (
  server: string,
  tls: TlsMaterial | undefined,
  httpsTls: () => Promise<TlsMaterial>,
): Promise<EngineAddress> => {
  const parsed = parseServerUrl(server);
  switch (parsed.scheme) {
    case 'unix':
    case 'npipe':
      return { kind: 'socket', url: `${parsed.scheme}://${parsed.path}`, path: parsed.path };
    case 'ssh':
      return sshAddress(server, parsed);
    case 'http':
      return { kind: 'tcp', url: server, host: parsed.host, port: parsed.port };
    case 'https':
      return {
        kind: 'tcp',
        url: server,
        host: parsed.host,
        port: parsed.port,
        tls: tls ?? (await httpsTls()),
      };
    case 'tcp':
      return {
        kind: 'tcp',
        url: server,
        host: parsed.host,
        port: parsed.port,
        ...(tls === undefined ? {} : { tls }),
      };
  }
};

const sshAddress = (url: string, { host, port, user }: ServerUrl & { scheme: 'ssh' }): EngineAddress => ({
  kind: 'ssh',
  url,
  host,
  ...(port === undefined ? {} : { port }),
  ...(user === undefined ? {} : { user }),
});

/** For a server named by the caller: certificates of the options or of `DOCKER_CERT_PATH`; always verified. */
const explicitTls = async (settings: Settings): Promise<TlsMaterial> => {
  if (settings.tls !== undefined) return optionsTls(settings.tls);
  const folder = nonEmpty(settings.environment['DOCKER_CERT_PATH']);
  return folder === undefined ? { verify: true } : readTlsFolder(folder, true);
};

const optionsTls = ({ ca, cert, key }: NonNullable<Settings['tls']>): TlsMaterial => {
  if ((cert === undefined) !== (key === undefined)) {
    throw badEndpoint('A client certificate needs both cert and key');
  }
  return {
    verify: true,
    ...(ca === undefined ? {} : { ca: Buffer.from(ca) }),
    ...(cert === undefined ? {} : { cert: Buffer.from(cert) }),
    ...(key === undefined ? {} : { key: Buffer.from(key) }),
  };
};

/**
 * For `DOCKER_HOST`, as docker-py has it (`docker.utils.kwargs_from_env`): any value of `DOCKER_TLS_VERIFY` means TLS
 * with verification, `DOCKER_CERT_PATH` alone TLS without; certificates are in `~/.docker` by default.
 */
const environmentTls = async (settings: Settings): Promise<TlsMaterial | undefined> => {
  const verify = nonEmpty(settings.environment['DOCKER_TLS_VERIFY']) !== undefined;
  const named = nonEmpty(settings.environment['DOCKER_CERT_PATH']);
  if (!verify && named === undefined) return undefined;
  if (settings.tls !== undefined) return { ...optionsTls(settings.tls), verify };
  const home = settings.homeDirectory === undefined ? undefined : join(settings.homeDirectory, '.docker');
  const folder = named ?? home;
  return folder === undefined ? { verify } : readTlsFolder(folder, verify);
};

const contextAddress = async (settings: Settings, name: string): Promise<EngineAddress> => {
  const folder = configFolder(settings);
  if (folder === undefined) throw badEndpoint(`Docker context "${name}" needs a client configuration folder`);
  const { host, tls } = await readDockerContext(folder, name);
  return toAddress(host, tls, () => Promise.resolve({ verify: true }));
};

const defaultSocket = async (
  settings: Settings,
): Promise<{ readonly url: string; readonly path: string }> => {
  const { homeDirectory, environment } = settings;
  const runtime = nonEmpty(environment['XDG_RUNTIME_DIR']);
  const candidates = [
    standardSocket,
    // Docker Desktop, then a daemon without root.
    ...(homeDirectory === undefined ? [] : [join(homeDirectory, '.docker', 'run', 'docker.sock')]),
    ...(runtime === undefined ? [] : [join(runtime, 'docker.sock')]),
  ];
  for (const path of candidates) if (await exists(path)) return { path, url: `unix://${path}` };
  return { path: standardSocket, url: `unix://${standardSocket}` };
};

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
