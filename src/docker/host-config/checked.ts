import type { PortBinding } from './ports.js';

/**
 * A checked `host_config`, with the values that are sent to the engine. A parameter that was not given is missing, and
 * gets lava's default if it has one; null stands for one that was given and of which nothing is sent, which takes the
 * place of the default all the same.
 * @public
 */
export interface HostConfig {
  readonly blkio_weight?: number | null;
  readonly blkio_weight_device?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly cap_add?: string | readonly string[] | null;
  readonly cap_drop?: string | readonly string[] | null;
  readonly cpu_count?: number | null;
  readonly cpu_percent?: number | null;
  /** Microseconds. */
  readonly cpu_period?: number | null;
  /** Microseconds in each period. */
  readonly cpu_quota?: number | null;
  readonly cpu_shares?: number | null;
  readonly cpuset_cpus?: string | null;
  readonly cpuset_mems?: string | null;
  readonly device_read_bps?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly device_read_iops?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly device_write_bps?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly device_write_iops?: readonly Readonly<Record<string, unknown>>[] | null;
  readonly dns?: readonly (string | null)[] | null;
  readonly dns_opt?: readonly (string | null)[] | null;
  readonly dns_search?: readonly (string | null)[] | null;
  readonly domainname?: string | null;
  readonly extra_hosts?: readonly string[] | null;
  readonly group_add?: readonly string[] | null;
  readonly hostname?: string | null;
  /** Bytes. */
  readonly mem_limit?: number | null;
  readonly mem_swappiness?: number | null;
  /** Bytes; -1 for no limit. */
  readonly memswap_limit?: number | null;
  readonly nano_cpus?: number | null;
  readonly network_disabled?: boolean | null;
  readonly network_mode?: string | null;
  /** By container port, e.g. `80/tcp`. */
  readonly ports?: Readonly<Record<string, readonly PortBinding[]>> | null;
  readonly publish_all_ports?: boolean | null;
  /** Bytes. */
  readonly shm_size?: number | null;
  readonly user?: string | null;
  readonly working_dir?: string | null;
}

/** The name of a parameter of `host_config`. */
export type HostConfigName = keyof HostConfig;
