import type { ContainerSpec } from '../../ports/container.js';
import { defaultHostname, type RunIdentity } from './default-hostname.js';
import type { HostConfig } from './checked.js';
import { hostConfigFields, hostConfigNames } from './fields.js';
import { sharesContainerNetwork } from './network.js';

/** What `host_config` decides of a container. @public */
export type ContainerFields = Pick<
  ContainerSpec,
  'hostname' | 'domainname' | 'user' | 'workingDirectory' | 'networkDisabled' | 'exposedPorts' | 'hostConfig'
>;

/** What lava's defaults for `host_config` are made from. @public */
export interface HostConfigDefaults extends RunIdentity {
  /** Effective ids of the worker. */
  readonly uid: number;
  readonly gid: number;
  /** The directory that host and container share. */
  readonly temporaryDirectory: string;
}

/** lava's defaults: they hold for parameters that are not given, not for those that are given and empty. */
const lavaDefaults = (config: HostConfig, defaults: HostConfigDefaults): HostConfig => ({
  user: String(defaults.uid),
  group_add: [String(defaults.gid)],
  working_dir: defaults.temporaryDirectory,
  // The engine refuses a hostname for a container that shares the network of another.
  ...(sharesContainerNetwork(config.network_mode ?? '') ? {} : { hostname: defaultHostname(defaults) }),
});

const apiHostConfig = 'HostConfig.';

/** The values that go into `HostConfig`, by their names in the API. */
const apiValues = (config: HostConfig): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    hostConfigNames.flatMap((name) => {
      const { api } = hostConfigFields[name];
      const value = config[name] ?? null;
      return value !== null && api.startsWith(apiHostConfig)
        ? [[api.slice(apiHostConfig.length), value]]
        : [];
    }),
  );

/** An optional member: absent when its value is. */
const member = <Name extends string>(
  name: Name,
  value: string | null | undefined,
): Partial<Record<Name, string>> =>
  value === null || value === undefined ? {} : ({ [name]: value } as Record<Name, string>);

/**
 * Turns a checked `host_config` into what a container is made from, with lava's defaults. As docker-py does, a network
 * mode is always sent, and a port that is bound is also exposed.
 * @public
 */
export const containerFields = (config: HostConfig, defaults: HostConfigDefaults): ContainerFields => {
  const complete: HostConfig = { ...lavaDefaults(config, defaults), ...config };
  return {
    ...member('hostname', complete.hostname),
    ...member('domainname', complete.domainname),
    ...member('user', complete.user),
    ...member('workingDirectory', complete.working_dir),
    networkDisabled: complete.network_disabled ?? false,
    exposedPorts: Object.keys(complete.ports ?? {}).sort(),
    hostConfig: { NetworkMode: 'default', ...apiValues(complete) },
  };
};
