import type { HostConfig, HostConfigName } from './checked.js';
import { sharesContainerNetwork } from './network.js';

/** Two parameters that cannot stand together. */
export interface Conflict {
  /** The one that is told to be wrong, then those that it does not go with. */
  readonly between: readonly [HostConfigName, ...HostConfigName[]];
  readonly message: string;
}

type Rule = (config: HostConfig) => readonly Conflict[];

const isSet = (value: HostConfig[HostConfigName]): boolean =>
  value !== undefined && value !== null && value !== false && (typeof value !== 'object' || !isEmpty(value));

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** docker-py refuses this itself. */
const hostNetworkWithPorts: Rule = ({ network_mode, ports }) =>
  network_mode === 'host' && isSet(ports)
    ? [
        {
          between: ['ports', 'network_mode'],
          message: '"host" network_mode is incompatible with port_bindings',
        },
      ]
    : [];

/** What a container cannot have of its own when it shares the network of another. */
const ownNetwork = ['hostname', 'dns', 'extra_hosts', 'ports', 'publish_all_ports'] as const;

const sharedNetwork: Rule = (config) => {
  const mode = config.network_mode;
  if (typeof mode !== 'string' || !sharesContainerNetwork(mode)) return [];
  return ownNetwork
    .filter((name) => config[name] !== '' && isSet(config[name]))
    .map((name) => ({
      between: [name, 'network_mode'],
      message: `conflicting options: ${name} and the network mode ${mode}`,
    }));
};

/** `nano_cpus` is a period and a quota. A quota below zero is none. */
const twoCpuLimits: Rule = ({ nano_cpus, cpu_period, cpu_quota }) => {
  if (!isSet(nano_cpus)) return [];
  const limits: readonly (readonly [HostConfigName, number | null | undefined])[] = [
    ['cpu_period', cpu_period],
    ['cpu_quota', cpu_quota],
  ];
  return limits
    .filter(([, limit]) => (limit ?? 0) > 0)
    .map(([name]) => ({
      between: ['nano_cpus', name],
      message: `conflicting options: nano_cpus and ${name} cannot both be set`,
    }));
};

/** `memswap_limit` counts memory as well. */
const swapBelowMemory: Rule = ({ mem_limit, memswap_limit }) => {
  const memory = mem_limit ?? 0;
  const memoryAndSwap = memswap_limit ?? 0;
  if (memoryAndSwap <= 0 || (memory > 0 && memoryAndSwap >= memory)) return [];
  const message =
    memory === 0
      ? 'mem_limit must be set when memswap_limit is'
      : `memswap_limit (${memoryAndSwap}) must not be below mem_limit (${memory}), which it includes`;
  return [{ between: ['memswap_limit', 'mem_limit'], message }];
};

const rules: readonly Rule[] = [hostNetworkWithPorts, sharedNetwork, twoCpuLimits, swapBelowMemory];

/** Finds parameters that docker-py or every engine refuses together, though each is well by itself. */
export const findConflicts: Rule = (config) => rules.flatMap((rule) => rule(config));
