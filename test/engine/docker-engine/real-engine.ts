import { randomUUID } from 'node:crypto';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import {
  makeDockerEngineRuntime,
  type DockerEngineOptions,
} from '../../../src/adapters/docker-engine/index.js';
import { Secret } from '../../../src/job/secret.js';
import type { ContainerEngine, Image, PullRequest } from '../../../src/ports/container-engine.js';
import type { Container, ContainerOutput, ContainerSpec } from '../../../src/ports/container.js';
import { engineUnderTest } from './engine-under-test.js';

/** A signal that nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;

/** Options of a call that nobody aborts. */
export const calm = (): { readonly signal: AbortSignal } => ({ signal: never() });

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
  throw new Error('It succeeded');
};

/** The value of an option that has one. */
export const some = <Value>(option: O.Option<Value>): Value => {
  if (O.isSome(option)) return option.value;
  throw new Error('There is none');
};

/** A pull of the test image with the right login. */
export const aPull = (over: Partial<PullRequest> = {}): PullRequest => {
  const { image, registry, username, password } = engineUnderTest();
  return {
    image,
    login: O.some({ registry, username, password: new Secret(password) }),
    onProgress: () => undefined,
    ...over,
  };
};

/** What a test has of the engine; what it makes is removed when it ends. */
export interface RealEngine {
  readonly engine: ContainerEngine;
  readonly image: Image;
  readonly create: (script: string, over?: Partial<ContainerSpec>) => Promise<Container>;
}

export const newSpec = (image: Image, script: string): ContainerSpec => ({
  name: `lava-engine-test-${randomUUID()}`,
  imageId: image.id,
  command: ['/bin/sh', '-c', script],
  environment: {},
  labels: { 'lava.run_id': randomUUID() },
  mounts: [],
  networkDisabled: true,
  exposedPorts: [],
  hostConfig: {},
});

/** Connects to the engine of the test run, or another, and cleans up afterwards. */
export const withRealEngine = async (
  test: (real: RealEngine) => Promise<void>,
  { server = engineUnderTest().server, ...options }: DockerEngineOptions & { readonly server?: string } = {},
): Promise<void> => {
  const engine = await right(makeDockerEngineRuntime(options).connect({ server, tls: false }, calm()));
  const made: Container[] = [];
  try {
    const image = await right(engine.pullImage(aPull(), calm()));
    await test({
      engine,
      image,
      create: async (script, over = {}) => {
        const container = await right(engine.createContainer({ ...newSpec(image, script), ...over }, calm()));
        made.push(container);
        return container;
      },
    });
  } finally {
    for (const container of made) await container.remove(calm())();
    await engine.close();
  }
};

/** Reads an output to its end, both streams. */
export const readOutput = async (
  output: ContainerOutput,
): Promise<{ readonly stdout: Buffer; readonly stderr: Buffer }> => {
  const pieces = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  for await (const { stream, bytes } of output) pieces[stream].push(bytes);
  return { stdout: Buffer.concat(pieces.stdout), stderr: Buffer.concat(pieces.stderr) };
};

/** Attaches, starts, reads and waits. */
export const run = async (
  container: Container,
): Promise<{ readonly stdout: Buffer; readonly stderr: Buffer }> => {
  const reading = readOutput(await right(container.attach(calm())));
  await right(container.start(calm()));
  await right(container.wait(calm()));
  return reading;
};

/** Starts a container and waits until it has written `ready`. */
export const startUntilReady = async (container: Container): Promise<ContainerOutput> => {
  const output = await right(container.attach(calm()));
  await right(container.start(calm()));
  let text = '';
  while (!text.includes('ready')) {
    const next = await output[Symbol.asyncIterator]().next();
    if (next.done === true) throw new Error(`It ended: ${text}`);
    text += Buffer.from(next.value.bytes).toString();
  }
  return output;
};
