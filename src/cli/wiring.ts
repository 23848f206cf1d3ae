import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { resolve } from 'node:path';

import { makeDockerEngineRuntime } from '../adapters/docker-engine/index.js';
import { makeJinjaRenderer } from '../adapters/jinja/index.js';
import { type LocalFolder, localHost, makeConsoleLogger, openLocalFolder } from '../adapters/local/index.js';
import { DockerJobType } from '../docker/docker-job-type.js';
import type { RunJobOptions } from '../job/run-job/options.js';
import type { Terminal } from './terminal.js';

/** The options that every command has. */
export interface CommonOptions {
  readonly folder: string;
  readonly verbose: boolean;
}

/** A worker put together from a local folder. */
export interface LocalWorker {
  readonly folder: string;
  readonly local: LocalFolder;
  /** The realm as it is stored. */
  readonly realm: unknown;
  readonly docker: DockerJobType;
  /** What `runJob` needs, but for a place for temporary directories. */
  readonly options: Omit<RunJobOptions, 'temporaryRoot'>;
}

/** Puts the adapters together. On the left: why the folder is of no use. */
export const makeLocalWorker = async (
  { folder: given, verbose }: CommonOptions,
  terminal: Terminal,
): Promise<E.Either<string, LocalWorker>> => {
  const { environment, homeDirectory } = terminal;
  const folder = resolve(terminal.workingDirectory, given);
  const logger = makeConsoleLogger({
    level: verbose ? 'debug' : 'warn',
    write: (line) => terminal.stderr.write(line),
  });
  const local = openLocalFolder(folder, { logger });
  const realm = await local.readRealm({ signal: new AbortController().signal })();
  if (E.isLeft(realm)) return E.left(realm.left.message);
  if (O.isNone(realm.right))
    return E.left(`${folder} has no realm.yaml: name the folder that has one with --folder`);
  const renderer = makeJinjaRenderer();
  const containers = makeDockerEngineRuntime({ environment, homeDirectory, logger });
  return E.right({
    folder,
    local,
    realm: realm.right.value,
    docker: new DockerJobType({ ...local, renderer, containers }),
    options: { ...localHost({ environment }), state: local.state, renderer, logger },
  });
};
