import type { Logger } from '../../ports/logger.js';

/** How {@link makeDockerEngineRuntime} reaches engines. Everything is optional. @public */
export interface DockerEngineOptions {
  /**
   * Environment variables: `DOCKER_HOST`, `DOCKER_TLS_VERIFY`, `DOCKER_CERT_PATH`, `DOCKER_CONTEXT`, `DOCKER_CONFIG`,
   * `XDG_RUNTIME_DIR`; and `PATH` and whatever else credential helpers and `ssh` need. Default: none. The adapter never
   * looks at the process's own; a host that wants those passes `process.env`.
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Where `.docker` is, unless `DOCKER_CONFIG` says otherwise. Default: no client configuration. */
  readonly homeDirectory?: string;
  /** Told of what does not stop a call: a broken client configuration, a failing credential helper. */
  readonly logger?: Logger;
  /** Certificates for TLS, as PEM. They replace those of `DOCKER_CERT_PATH`. */
  readonly tls?: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
  };
  /** For how many ms a wait for a container's end outlives a lost connection. Default 300,000: five minutes. */
  readonly reconnectWindowMs?: number;
  /**
   * How many bytes the log that the engine keeps of each container may take, so that a broken attach can be completed.
   * Default 4 GiB. The engine drops the oldest beyond that. Each line takes some 30 bytes more than its text.
   */
  readonly engineLogBytes?: number;
}

/** The options with their defaults filled in. */
export interface Settings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string | undefined;
  readonly logger: Logger;
  readonly tls: DockerEngineOptions['tls'];
  readonly reconnectWindowMs: number;
  readonly engineLogBytes: number;
}

/** Fills in the defaults. */
export const withDefaults = (options: DockerEngineOptions): Settings => ({
  environment: options.environment ?? {},
  homeDirectory: options.homeDirectory,
  logger: options.logger ?? silentLogger,
  tls: options.tls,
  reconnectWindowMs: options.reconnectWindowMs ?? 300_000,
  engineLogBytes: options.engineLogBytes ?? 4 * 2 ** 30,
});

const silence = (): void => undefined;
const silentLogger: Logger = { debug: silence, info: silence, warn: silence, error: silence };
