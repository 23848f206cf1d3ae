import { blkioWeight, blkioWeightDevice, deviceRates } from './block-io.js';
import { capabilities } from './capabilities.js';
import { cpuPeriod, cpuQuota, cpuSet, cpuShares, nanoCpus, windowsCpus } from './cpu.js';
import type { HostConfig, HostConfigName } from './checked.js';
import type { HostConfigField } from './field.js';
import { domainname, groupAdd, hostname, user, workingDirectory } from './identity.js';
import { memLimit, memSwappiness, memswapLimit, shmSize } from './memory.js';
import { extraHosts, texts } from './name-resolution.js';
import { jsonBoolean, networkMode } from './network.js';
import { ports } from './ports.js';

/**
 * The 33 parameters of `host_config`: where each goes in the engine's API, when docker-py leaves it out although it is
 * given, and what it may be. They correspond to the like-named arguments of docker-py's `containers.run()`.
 */
export const hostConfigFields = {
  blkio_weight: { api: 'HostConfig.BlkioWeight', absent: 'falsy', codec: blkioWeight },
  blkio_weight_device: { api: 'HostConfig.BlkioWeightDevice', absent: 'falsy', codec: blkioWeightDevice },
  cap_add: { api: 'HostConfig.CapAdd', absent: 'falsy', codec: capabilities },
  cap_drop: { api: 'HostConfig.CapDrop', absent: 'falsy', codec: capabilities },
  cpu_count: { api: 'HostConfig.CpuCount', absent: 'falsy', codec: windowsCpus },
  cpu_percent: { api: 'HostConfig.CpuPercent', absent: 'falsy', codec: windowsCpus },
  cpu_period: { api: 'HostConfig.CpuPeriod', absent: 'falsy', codec: cpuPeriod },
  cpu_quota: { api: 'HostConfig.CpuQuota', absent: 'falsy', codec: cpuQuota },
  cpu_shares: { api: 'HostConfig.CpuShares', absent: 'falsy', codec: cpuShares },
  cpuset_cpus: { api: 'HostConfig.CpusetCpus', absent: 'falsy', codec: cpuSet },
  cpuset_mems: { api: 'HostConfig.CpusetMems', absent: 'falsy', codec: cpuSet },
  device_read_bps: { api: 'HostConfig.BlkioDeviceReadBps', absent: 'falsy', codec: deviceRates },
  device_read_iops: { api: 'HostConfig.BlkioDeviceReadIOps', absent: 'falsy', codec: deviceRates },
  device_write_bps: { api: 'HostConfig.BlkioDeviceWriteBps', absent: 'falsy', codec: deviceRates },
  device_write_iops: { api: 'HostConfig.BlkioDeviceWriteIOps', absent: 'falsy', codec: deviceRates },
  dns: { api: 'HostConfig.Dns', absent: 'null', codec: texts },
  dns_opt: { api: 'HostConfig.DnsOptions', absent: 'null', codec: texts },
  dns_search: { api: 'HostConfig.DnsSearch', absent: 'falsy', codec: texts },
  domainname: { api: 'Domainname', absent: 'null', codec: domainname },
  extra_hosts: { api: 'HostConfig.ExtraHosts', absent: 'null', codec: extraHosts },
  group_add: { api: 'HostConfig.GroupAdd', absent: 'falsy', codec: groupAdd },
  hostname: { api: 'Hostname', absent: 'null', codec: hostname },
  mem_limit: { api: 'HostConfig.Memory', absent: 'null', codec: memLimit },
  mem_swappiness: { api: 'HostConfig.MemorySwappiness', absent: 'null', codec: memSwappiness },
  memswap_limit: { api: 'HostConfig.MemorySwap', absent: 'null', codec: memswapLimit },
  nano_cpus: { api: 'HostConfig.NanoCpus', absent: 'falsy', codec: nanoCpus },
  network_disabled: { api: 'NetworkDisabled', absent: 'null', codec: jsonBoolean },
  network_mode: { api: 'HostConfig.NetworkMode', absent: 'falsy', codec: networkMode },
  // Each port is exposed as well: `ExposedPorts`.
  ports: { api: 'HostConfig.PortBindings', absent: 'falsy', codec: ports },
  publish_all_ports: { api: 'HostConfig.PublishAllPorts', absent: 'falsy', codec: jsonBoolean },
  shm_size: { api: 'HostConfig.ShmSize', absent: 'null', codec: shmSize },
  user: { api: 'User', absent: 'null', codec: user },
  working_dir: { api: 'WorkingDir', absent: 'null', codec: workingDirectory },
} as const satisfies { readonly [Name in HostConfigName]: HostConfigField<NonNullable<HostConfig[Name]>> };

/** The names, in the order of the documentation. */
export const hostConfigNames = Object.keys(hostConfigFields) as readonly HostConfigName[];
