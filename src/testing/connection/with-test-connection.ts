import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Connector, ConnectorDescription } from '../../connections/connector.js';
import { writeDescription } from '../../connections/write-description.js';
import { toPromise } from '../../job/promise-bridge.js';
import { makeTestConnectorContext, type TestConnectorContextOverrides } from '../test-connector-context.js';
import { runScript, type ScriptEnd, type ScriptInput } from './run-script.js';

/** A connection to be tried on this machine. @public */
export interface TestConnectionSetup {
  readonly connector: Connector;
  /** Its type, in lower case. */
  readonly type: string;
  /** As it is stored. Its id is `test`. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Members of the context, e.g. `sources`; the directory is made for the test. */
  readonly context?: Omit<TestConnectorContextOverrides, 'directory'>;
  /** What stands for the programs of the image: scripts of `sh` by name. They are found before the programs of this machine. */
  readonly programs?: Readonly<Record<string, string>>;
}

/** A connection whose files have been written. @public */
export interface TestConnection {
  /** Its own directory; the path has blanks and quotes in it, which a script must bear. */
  readonly directory: string;
  readonly description: ConnectorDescription;
  /** Calls its executable. Rejects only when that cannot be started. */
  readonly call: (args?: readonly string[], options?: ScriptInput) => Promise<ScriptEnd>;
}

/**
 * Describes a connection, writes its files as a run does, and gives it to a test, which calls the executable. The files are
 * removed afterwards, whatever happened.
 * @throws `ConnectionFailure` when the connector refuses the record
 * @public
 */
export const withTestConnection = async (
  { connector, type, record, context, programs = {} }: TestConnectionSetup,
  test: (connection: TestConnection) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(path.join(tmpdir(), "lava conn'$x "));
  try {
    const directory = path.join(folder, 'connection');
    const description = await toPromise(
      connector.describe(
        { connectionId: 'test', type, record },
        makeTestConnectorContext({ ...context, directory }),
      ),
    );
    await writeDescription(description, directory, { _tag: 'worker' });
    const bin = await writePrograms(folder, programs);
    const executable = path.join(directory, description.executable);
    const place = { folder, path: `${bin}:/usr/bin:/bin` };
    await test({
      directory,
      description,
      call: (args = [], options) => runScript([executable, ...args], place, options),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const writePrograms = async (folder: string, programs: Readonly<Record<string, string>>): Promise<string> => {
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  for (const [name, script] of Object.entries(programs))
    await writeFile(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return bin;
};
