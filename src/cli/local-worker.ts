import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { join, resolve } from 'node:path';

import { makeDockerEngineRuntime } from '../adapters/docker-engine/index.js';
import { makeJinjaRenderer } from '../adapters/jinja/index.js';
import { localHost, openLocalFolder } from '../adapters/local/index.js';
import { DockerJobType } from '../docker/docker-job-type.js';
import { badInput, type Complaint } from './complain.js';
import { makeLogger } from './logger.js';
import { readJobFile } from './read-job-file.js';
import type { Terminal } from './terminal.js';
import type { CommonOptions, Worker } from './worker.js';

/** Puts the adapters of a local folder together; jobs are files. On the left: why the folder is of no use. */
export const makeLocalWorker = async (
  { folder: given, verbose }: CommonOptions,
  terminal: Terminal,
): Promise<E.Either<Complaint, Worker>> => {
  const { environment, homeDirectory } = terminal;
  const folder = resolve(terminal.workingDirectory, given);
  const logger = makeLogger(verbose, terminal);
  const local = openLocalFolder(folder, { logger });
  const realm = await local.readRealm({ signal: new AbortController().signal })();
  if (E.isLeft(realm)) return E.left(badInput(realm.left.message));
  if (O.isNone(realm.right))
    return E.left(badInput(`${folder} has no realm.yaml: name the folder that has one with --folder`));
  const renderer = makeJinjaRenderer();
  const containers = makeDockerEngineRuntime({ environment, homeDirectory, logger });
  return E.right({
    realm: realm.right.value,
    docker: new DockerJobType({ ...local, renderer, containers }),
    options: { ...localHost({ environment }), state: local.state, renderer, logger },
    readJob: (job) => readJobFile(job, terminal),
    objectsFolder: join(folder, 'objects'),
    close: () => Promise.resolve(),
  });
};
