import type { ContainerEngine, EngineEndpoint } from '../../ports/container-engine.js';
import type { ContainerRuntime } from '../../ports/container-runtime.js';
import { readClientConfiguration } from './client-configuration.js';
import { makeEngine } from './engine.js';
import { findEngine } from './find-engine.js';
import { openModemConnection, type ModemSettings } from './modem-connection.js';
import { identifyEngine, type EngineIdentity } from './negotiate-version.js';
import { withDefaults, type DockerEngineOptions, type Settings } from './options.js';
import { portCall } from './port-call.js';

/** Limit in ms for each short call, unless the endpoint says otherwise. It is docker-py's. */
const defaultTimeoutMs = 60_000;

/**
 * Reaches Docker engines, and Podman's service as far as it speaks Docker's API, through dockerode.
 *
 * The engine is the one that the endpoint names; without one, `DOCKER_HOST`, the docker context or the usual sockets
 * say, in this order. The docker client's `config.json` is read afresh at each connect: it gives proxies for
 * containers, headers, the current context, and logins for pulls that bring none. dockerode is loaded at the first
 * connect.
 *
 * Errors carry the engine's own words and never a credential. `Unavailable` with `retryable: false` means unusable
 * settings (`engine.bad-endpoint`), an API outside the supported range (`engine.api-version`) or a certificate that is
 * not accepted.
 * @public
 */
export const makeDockerEngineRuntime = (options: DockerEngineOptions = {}): ContainerRuntime => {
  const settings = withDefaults(options);
  // While there is no connection, nobody can close it.
  const notYetClosed = () => ({ closed: new AbortController().signal });
  return {
    connect: (endpoint, callOptions) =>
      portCall()(notYetClosed(), callOptions, (signal) => connect(settings, endpoint, signal)),
  };
};

const connect = async (
  settings: Settings,
  endpoint: EngineEndpoint,
  signal: AbortSignal,
): Promise<ContainerEngine> => {
  const configuration = await readClientConfiguration(settings);
  const modemSettings: ModemSettings = {
    address: await findEngine(endpoint, settings, configuration),
    timeoutMs: endpoint.timeoutMs ?? defaultTimeoutMs,
    headers: configuration.httpHeaders,
    environment: settings.environment,
  };
  const { apiVersion, isPodman } = await identify(modemSettings, signal);
  const connection = await openModemConnection({ ...modemSettings, apiVersion });
  return makeEngine({ connection, isPodman, settings, configuration });
};

const identify = async (modemSettings: ModemSettings, signal: AbortSignal): Promise<EngineIdentity> => {
  const connection = await openModemConnection(modemSettings);
  try {
    return await identifyEngine(connection, signal);
  } finally {
    connection.close();
  }
};
