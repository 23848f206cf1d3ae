import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findProgram, systemEnvironment } from '../../scripts/lib/debian-packages.mjs';
import { engineClient, whyNotAnswering } from '../../scripts/lib/engine-client.mjs';
import { mustRun, runCommand } from '../../scripts/lib/run-command.mjs';
import { waitFor } from '../../scripts/lib/wait-for.mjs';

/** Why this machine has no Podman; empty when it has. */
export const whyNoPodman = (): string => {
  if (process.getuid?.() !== 0) return 'only root can give Podman its own folders and networks';
  return findProgram('podman') === undefined ? 'podman is not installed' : '';
};

/** Podman's API service, with a socket, images and containers of its own. */
export interface PodmanService {
  readonly server: string;
  /** Why it cannot run containers on this machine, in its own words; empty when it can. */
  readonly whyNoContainers: (image: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts Podman's service.
 * @param registry - one that speaks HTTP; Podman wants to be told
 */
export const startPodmanService = async (registry: string): Promise<PodmanService> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-podman-'));
  const socket = join(folder, 'podman.sock');
  const bridge = `ldp${randomInt(1e6, 1e7)}`;
  const environment = { ...systemEnvironment(), ...(await writeConfigurations(folder, registry, bridge)) };
  const log = openSync(join(folder, 'service.log'), 'a');
  const child = spawn('podman', ['system', 'service', '--time=0', `unix://${socket}`], {
    env: environment,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const podman = (...args: readonly string[]): ReturnType<typeof runCommand> =>
    runCommand('podman', args, { env: environment });
  const stop = async (): Promise<void> => {
    await end(child);
    await podman('rm', '--all', '--force', '--time=0');
    // Its storage holds mounts and files of other users; Podman knows how to take it down.
    await podman('system', 'reset', '--force');
    if (existsSync(`/sys/class/net/${bridge}`))
      await mustRun('ip', ['link', 'delete', bridge], { env: environment });
    await rm(folder, { recursive: true, force: true });
  };
  const server = `unix://${socket}`;
  try {
    await waitFor(
      'Podman to answer',
      async () => {
        if (child.exitCode !== null) throw new Error(readFileSync(join(folder, 'service.log'), 'utf8'));
        return existsSync(socket) && (await whyNotAnswering(engineClient(server))) === undefined;
      },
      { timeoutMs: 30_000 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    server,
    whyNoContainers: async (image) => {
      const { exitCode, output } = await podman('run', '--rm', '--pull=never', image, '/bin/true');
      return exitCode === 0 ? '' : output.trim();
    },
    stop,
  };
};

/** @returns the variables that name the configurations */
const writeConfigurations = async (
  folder: string,
  registry: string,
  bridge: string,
): Promise<Readonly<Record<string, string>>> => {
  const files = {
    CONTAINERS_STORAGE_CONF: [
      '[storage]',
      'driver = "vfs"',
      `runroot = "${join(folder, 'run')}"`,
      `graphroot = "${join(folder, 'images')}"`,
    ],
    CONTAINERS_REGISTRIES_CONF: ['[[registry]]', `location = "${registry}"`, 'insecure = true'],
    CONTAINERS_CONF: [
      '[network]',
      `network_config_dir = "${await writeNetwork(folder, bridge)}"`,
      '[containers]',
      // Podman's own default is more than a process in a container may have.
      'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]',
      '[engine]',
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      // crun, Podman's first choice, refuses cgroups of both versions.
      ...(findProgram('runc') === undefined ? [] : ['runtime = "runc"']),
    ],
  };
  const variables: Record<string, string> = {};
  for (const [variable, lines] of Object.entries(files)) {
    variables[variable] = join(folder, `${variable.toLowerCase()}.conf`);
    await writeFile(variables[variable], `${lines.join('\n')}\n`);
  }
  return variables;
};

/** Podman's own default network leaves its bridge behind, and changes the firewall. @returns the folder of networks */
const writeNetwork = async (folder: string, bridge: string): Promise<string> => {
  const networks = join(folder, 'networks');
  const network = {
    cniVersion: '0.4.0',
    name: 'podman',
    plugins: [
      {
        type: 'bridge',
        bridge,
        isGateway: true,
        ipam: {
          type: 'host-local',
          dataDir: join(folder, 'addresses'),
          ranges: [[{ subnet: `10.${randomInt(151, 199)}.${randomInt(1, 250)}.0/24` }]],
        },
      },
    ],
  };
  await mkdir(networks);
  await writeFile(join(networks, 'podman.conflist'), JSON.stringify(network));
  return networks;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
};
