import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const programs = ['dockerd', 'containerd', 'ip', 'umount'];
const searchPath = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Why this machine cannot run an engine of the test's own; empty when it can. */
export const whyNoSecondEngine = (): string => {
  if (process.getuid?.() !== 0) return 'only root can start an engine';
  const missing = programs.filter(
    (program) => !searchPath.split(':').some((folder) => existsSync(join(folder, program))),
  );
  return missing.length === 0 ? '' : `${missing.join(', ')} not installed`;
};

/** An engine that a test may kill. */
export interface SecondEngine {
  readonly server: string;
  /** Ends the engine's process, and waits until it has ended. */
  readonly kill: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly start: () => Promise<void>;
  /** How many requests it has been sent whose method and path match. */
  readonly requests: (pattern: RegExp) => number;
}

/** How an engine of a test's own is set up. */
export interface SecondEngineOptions {
  readonly liveRestore: boolean;
  /** More settings of dockerd. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Runs a test with an engine of its own: own containerd, socket, data and bridge. */
export const withSecondEngine = async (
  { liveRestore, settings = {} }: SecondEngineOptions,
  test: (engine: SecondEngine) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lde-'));
  const bridge = `lde${randomInt(1e6, 1e7)}`;
  const socket = join(folder, 'docker.sock');
  const processes: ChildProcess[] = [];
  const launch = (program: string, args: readonly string[]): ChildProcess => {
    const log = openSync(join(folder, `${program}.log`), 'a');
    const child = spawn(program, args, {
      env: { PATH: searchPath },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    processes.push(child);
    return child;
  };
  let daemon: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    await rm(join(folder, 'pid'), { force: true });
    daemon = launch('dockerd', [`--config-file=${join(folder, 'dockerd.json')}`]);
    await answers(socket, daemon, join(folder, 'dockerd.log'));
  };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (daemon !== undefined) await end(daemon, signal);
  };
  try {
    execFileSync('ip', ['link', 'add', bridge, 'type', 'bridge'], { env: { PATH: searchPath } });
    const address = `10.${randomInt(200, 250)}.${randomInt(1, 250)}.1/24`;
    execFileSync('ip', ['address', 'add', address, 'dev', bridge], { env: { PATH: searchPath } });
    await writeConfigurations(folder, { socket, bridge, liveRestore, settings });
    launch('containerd', [`--config=${join(folder, 'containerd.toml')}`]);
    await until(() => existsSync(join(folder, 'containerd.sock')), 'containerd to listen');
    await start();
    const requests = (pattern: RegExp): number => requestsIn(join(folder, 'dockerd.log'), pattern);
    await test({ server: `unix://${socket}`, kill, start, requests });
  } finally {
    for (const process of processes.reverse()) await end(process, 'SIGTERM');
    unmountBelow(folder);
    execFileSync('ip', ['link', 'delete', bridge], { env: { PATH: searchPath } });
    await rm(folder, { recursive: true, force: true });
  }
};

const writeConfigurations = async (
  folder: string,
  {
    socket,
    bridge,
    liveRestore,
    settings,
  }: Required<SecondEngineOptions> & { socket: string; bridge: string },
): Promise<void> => {
  await mkdir(join(folder, 'exec'));
  const containerd = [
    'version = 2',
    `root = "${join(folder, 'containerd-root')}"`,
    `state = "${join(folder, 'containerd-state')}"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    '[grpc]',
    `address = "${join(folder, 'containerd.sock')}"`,
  ];
  await writeFile(join(folder, 'containerd.toml'), `${containerd.join('\n')}\n`);
  const dockerd = {
    hosts: [`unix://${socket}`],
    group: 'root',
    'data-root': join(folder, 'data'),
    'exec-root': join(folder, 'exec'),
    pidfile: join(folder, 'pid'),
    containerd: join(folder, 'containerd.sock'),
    bridge,
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    'live-restore': liveRestore,
    'shutdown-timeout': 3,
    // Then its log has a line of each request.
    debug: true,
    ...settings,
  };
  await writeFile(join(folder, 'dockerd.json'), JSON.stringify(dockerd));
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
};

const answers = async (socket: string, daemon: ChildProcess, log: string): Promise<void> => {
  await until(async () => {
    if (daemon.exitCode !== null) throw new Error(`dockerd ended: ${readFileSync(log, 'utf8').slice(-1000)}`);
    return ping(socket);
  }, 'dockerd to answer');
};

/** Counts the requests of which an engine's log tells. */
const requestsIn = (log: string, pattern: RegExp): number =>
  [...readFileSync(log, 'utf8').matchAll(/msg="Calling ([A-Z]+ [^"]*)"/g)].filter(([, request = '']) =>
    pattern.test(request),
  ).length;

const ping = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = createConnection(socket, () => {
      connection.write('GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n');
    });
    connection.once('data', (bytes) => {
      resolve(bytes.toString().includes(' 200 '));
      connection.destroy();
    });
    connection.once('error', () => {
      resolve(false);
    });
    connection.once('close', () => {
      resolve(false);
    });
  });

const until = async (condition: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** What a killed engine left mounted would keep its folder from being removed. */
const unmountBelow = (folder: string): void => {
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`));
  for (const path of mounted.reverse()) execFileSync('umount', ['-l', path], { env: { PATH: searchPath } });
};
