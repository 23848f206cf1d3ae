import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import {
  makeDockerEngineRuntime,
  type DockerEngineOptions,
} from '../../../../src/adapters/docker-engine/index.js';
import type { ContainerEngine, EngineEndpoint } from '../../../../src/ports/container-engine.js';
import type { Container, ContainerSpec } from '../../../../src/ports/container.js';
import {
  startScriptedEngine,
  type Script,
  type ScriptedEngine,
  type UpgradeAnswer,
} from './scripted-engine.js';

/** A signal that nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;

/** Runs a task that has to succeed. */
export const right = async <Left, Right>(task: TE.TaskEither<Left, Right>): Promise<Right> => {
  const result = await task();
  if (E.isRight(result)) return result.right;
  throw result.left instanceof Error ? result.left : new Error(String(result.left));
};

/** Runs a task that has to fail. */
export const left = async <Left, Right>(task: TE.TaskEither<Left, Right>): Promise<Left> => {
  const result = await task();
  if (E.isLeft(result)) return result.left;
  throw new Error(`It succeeded: ${JSON.stringify(result.right)}`);
};

/** Settings of a connection to a scripted engine. */
export interface ConnectedOptions {
  readonly options?: DockerEngineOptions;
  readonly endpoint?: Partial<EngineEndpoint>;
  readonly upgrades?: Readonly<Record<string, UpgradeAnswer>>;
}

/** Connects to a scripted engine, runs a test with both and closes them. */
export const withEngine = async (
  script: Script,
  test: (engine: ContainerEngine, scripted: ScriptedEngine) => Promise<void>,
  { options = {}, endpoint = {}, upgrades = {} }: ConnectedOptions = {},
): Promise<void> => {
  const scripted = await startScriptedEngine(script, upgrades);
  try {
    const runtime = makeDockerEngineRuntime(options);
    const engine = await right(
      runtime.connect({ server: scripted.server, tls: false, ...endpoint }, { signal: never() }),
    );
    await test(engine, scripted);
    await engine.close();
  } finally {
    await scripted.close();
  }
};

/** The scripted engine's container `job`. */
export const theContainer = async (engine: ContainerEngine): Promise<Container> => {
  const found = await right(engine.findContainer('job', { signal: never() }));
  if (O.isNone(found)) throw new Error('The script has no container');
  return found.value;
};

export const aSpec = (over: Partial<ContainerSpec> = {}): ContainerSpec => ({
  name: 'job',
  imageId: 'sha256:aa',
  environment: {},
  labels: { run: '1' },
  mounts: [],
  networkDisabled: false,
  exposedPorts: [],
  hostConfig: {},
  ...over,
});
