import type { BindMount, ContainerSpec } from '../../ports/container.js';

/** How the engine keeps the output of a container. */
export interface LogDriver {
  readonly Type: string;
  readonly Config: Readonly<Record<string, string>>;
}

/**
 * The body of `POST /containers/create` for a container.
 *
 * Binds go through the Mounts API, which refuses a source that is missing; `Binds` would create it as a directory of
 * root's. The output is framed (no terminal), nothing is read from stdin.
 */
export const createBody = (spec: ContainerSpec, logDriver: LogDriver): Readonly<Record<string, unknown>> => ({
  Image: spec.imageId,
  ...(spec.command === undefined ? {} : { Cmd: spec.command }),
  ...(spec.hostname === undefined ? {} : { Hostname: spec.hostname }),
  ...(spec.domainname === undefined ? {} : { Domainname: spec.domainname }),
  ...(spec.user === undefined ? {} : { User: spec.user }),
  ...(spec.workingDirectory === undefined ? {} : { WorkingDir: spec.workingDirectory }),
  Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
  Labels: spec.labels,
  ExposedPorts: Object.fromEntries(spec.exposedPorts.map((port) => [port, {}])),
  NetworkDisabled: spec.networkDisabled,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  AttachStdin: false,
  AttachStdout: true,
  AttachStderr: true,
  HostConfig: {
    ...spec.hostConfig,
    Mounts: spec.mounts.map(toMount),
    LogConfig: logDriver,
  },
});

const toMount = ({ source, target, readOnly }: BindMount): Readonly<Record<string, unknown>> => ({
  Type: 'bind',
  Source: source,
  Target: target,
  ReadOnly: readOnly,
});
