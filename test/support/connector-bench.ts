import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';

import { makeJinjaRenderer } from '../../src/adapters/jinja/index.js';
import type { ConnectionFailure } from '../../src/connections/connection-failure.js';
import type { Connector, ConnectorSources } from '../../src/connections/connector.js';
import { describeConnections } from '../../src/connections/describe-connections.js';
import { lavaConnectors } from '../../src/connections/lava-connectors.js';
import { type DescribedConnection, writeConnections } from '../../src/connections/written-connections.js';
import { runScript, type ScriptEnd } from '../../src/testing/connection/run-script.js';
import {
  makeInMemoryConnectionStore,
  makeInMemorySecretStore,
  makeTestContext,
} from '../../src/testing/index.js';
import { makeTestJob, makeTestRealm } from '../../src/testing/index.js';

type Fields = Readonly<Record<string, unknown>>;

/** A connection and its surroundings, for tests that need no engine. */
export interface ConnectorSetup {
  /** `conn_id` and `enabled` are filled in. */
  readonly record: Fields;
  /** Texts by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly sources?: Partial<ConnectorSources>;
  /** Over the test realm. */
  readonly realm?: Fields;
  readonly environment?: Readonly<Record<string, string>>;
  readonly connectors?: readonly Connector[];
  readonly signal?: AbortSignal;
  /** Of the container; default the worker's own id. */
  readonly user?: string;
}

/** Describes the connection `c1` of a job, as a run does. */
export const describeConnection = async (
  setup: ConnectorSetup,
  temporaryDirectory = '/lava/run',
): Promise<E.Either<ConnectionFailure, DescribedConnection>> => {
  const uid = process.getuid?.() ?? 0;
  const context = makeTestContext({
    temporaryDirectory,
    realm: makeTestRealm(setup.realm),
    host: { uid, gid: process.getgid?.() ?? 0 },
    environment: setup.environment ?? {},
    ...(setup.signal === undefined ? {} : { signal: setup.signal }),
  });
  const described = await describeConnections(
    {
      connections: makeInMemoryConnectionStore({ c1: { conn_id: 'c1', enabled: true, ...setup.record } }),
      connectors: lavaConnectors(setup.connectors),
      sources: { secrets: makeInMemorySecretStore(setup.secrets), ...setup.sources },
      renderer: makeJinjaRenderer(),
    },
    { job: makeTestJob(), context, user: setup.user ?? String(uid) },
  )({ c: 'c1' })();
  if (E.isLeft(described)) return described;
  const [only] = described.right;
  if (only === undefined) throw new Error('Nothing was described');
  return E.right(only);
};

/** The description of a connection that has to be acceptable. */
export const describeWell = async (
  setup: ConnectorSetup,
  temporaryDirectory?: string,
): Promise<DescribedConnection> => {
  const described = await describeConnection(setup, temporaryDirectory);
  if (E.isLeft(described)) throw described.left;
  return described.right;
};

/** The failure of a connection that has to be refused. */
export const failureOf = async (setup: ConnectorSetup): Promise<ConnectionFailure> => {
  const described = await describeConnection(setup);
  if (E.isLeft(described)) return described.left;
  throw new Error('The connection was accepted');
};

/** A file of a description as text, secrets revealed. */
export const contentOf = ({ description }: DescribedConnection, path: string): string => {
  const content = description.files.find((file) => file.path === path)?.content;
  if (content === undefined) throw new Error(`There is no file ${path}`);
  return typeof content === 'string' ? content : content.reveal();
};

/** How a script is started. */
export interface StartOptions {
  readonly args?: readonly string[];
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Folders that come first in PATH. */
  readonly before?: readonly string[];
}

/** A connection whose files are in a directory of this machine. */
export interface WrittenConnection {
  readonly described: DescribedConnection;
  /** A folder that is gone after the test. */
  readonly folder: string;
  /** Runs its executable with a shell of this machine. The programs of the test are found before the machine's. */
  readonly run: (options?: StartOptions, shell?: string) => Promise<ScriptEnd>;
  /** Text of a file in the folder. */
  readonly read: (path: string) => Promise<string>;
}

/** The shells of a Debian machine. */
export const shells: readonly string[] = ['sh', 'bash'];

/** A program that shows its arguments, each in a pair of brackets on a line. */
export const showArguments = 'for argument; do printf "[%s]\\n" "$argument"; done';

/**
 * Writes a connection to disk, with stand-ins for its programs.
 * @param programs - scripts by name
 */
export const withConnection = async (
  setup: ConnectorSetup & {
    readonly programs?: Readonly<Record<string, string>>;
    /** Only the stand-ins are found. */
    readonly isBare?: boolean;
  },
  test: (written: WrittenConnection) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "lava conn'$x-"));
  try {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    await mkdir(join(folder, 'run'));
    for (const [name, text] of Object.entries(setup.programs ?? {})) {
      await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
      await chmod(join(bin, name), 0o755);
    }
    const described = await describeWell(setup, join(folder, 'run'));
    const written = await writeConnections(
      [described],
      { _tag: 'worker' },
      makeTestContext({ temporaryDirectory: folder }),
    )();
    if (E.isLeft(written)) throw written.left;
    const executable = join(described.directory, described.description.executable);
    await test({
      described,
      folder,
      run: (options, shell = 'sh') =>
        start(
          shell,
          executable,
          { folder, path: setup.isBare === true ? bin : `${bin}:/usr/bin:/bin` },
          options,
        ),
      read: (path) => readFile(join(folder, path), 'utf8'),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const start = (
  shell: string,
  executable: string,
  { folder, path }: { readonly folder: string; readonly path: string },
  { args = [], input = '', environment = {}, before = [] }: StartOptions = {},
): Promise<ScriptEnd> =>
  runScript(
    [`/bin/${shell}`, executable, ...args],
    { folder, path: [...before, path].join(':') },
    { input, environment: { FOLDER: folder, ...environment } },
  );
