import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../../../job/secret.js';
import type { Container, ContainerOutput, ContainerSpec } from '../../../ports/container.js';
import type {
  ContainerEngine,
  EngineEndpoint,
  Image,
  ImageName,
  PullRequest,
} from '../../../ports/container-engine.js';
import type { ContainerRuntime } from '../../../ports/container-runtime.js';
import type { RegistryLogin } from '../../../ports/registry-credentials.js';
import { calm, right, some } from '../suite.js';
import type { RuntimeScenario } from './scenarios.js';

/** A runtime to be tested, and what its surroundings are like. @public */
export interface ContainerRuntimeSubject {
  readonly runtime: ContainerRuntime;
  readonly endpoint: EngineEndpoint;
  /** An endpoint where nothing answers. */
  readonly deadEndpoint: EngineEndpoint;
  /** An image, with a tag, of a registry that lets nobody in without the login. */
  readonly image: ImageName;
  /** The registry's host and port, and the login that it wants. */
  readonly registry: string;
  readonly username: string;
  readonly password: string;
  /** The command that does what a scenario says in the image: {@link shellScenario} for a real one. */
  readonly scenario: (scenario: RuntimeScenario) => readonly string[];
  /** A program that the image does not have, and a file of the image that cannot be executed. */
  readonly missingProgram: string;
  readonly notExecutable: string;
  /** An empty directory of this machine that the engine can mount. */
  readonly directory: string;
}

/** A case's engine: what is made through it is removed after the case. */
export interface RuntimeScope {
  readonly subject: ContainerRuntimeSubject;
  readonly engine: ContainerEngine;
  /** Makes a container, by default of the image and of a name that nobody has. */
  readonly create: (
    command: RuntimeScenario | readonly string[],
    overrides?: Partial<ContainerSpec>,
  ) => Promise<Container>;
}

/** Gives a case a connection, and takes away whatever it leaves behind. */
export const inScope =
  (work: (scope: RuntimeScope) => Promise<void>) =>
  async (subject: ContainerRuntimeSubject): Promise<void> => {
    const engine = await right(subject.runtime.connect(subject.endpoint, calm()));
    const made: Container[] = [];
    try {
      await work({
        subject,
        engine,
        create: async (command, overrides = {}) => {
          const spec = { ...(await specOf(subject, engine, command)), ...overrides };
          const container = await right(engine.createContainer(spec, calm()));
          made.push(container);
          return container;
        },
      });
    } finally {
      for (const container of made) await container.remove(calm())();
      await engine.close();
    }
  };

/** What a plain container of a case is made from. */
export const specOf = async (
  subject: ContainerRuntimeSubject,
  engine: ContainerEngine,
  command: RuntimeScenario | readonly string[],
): Promise<ContainerSpec> => ({
  name: newName(),
  imageId: (await haveImage(subject, engine)).id,
  command: typeof command === 'string' ? subject.scenario(command) : command,
  environment: {},
  labels: {},
  mounts: [],
  networkDisabled: true,
  exposedPorts: [],
  hostConfig: {},
});

/** A name for a container that nobody has. */
export const newName = (): string => `lava-contract-${randomUUID()}`;

/** Gets the image, from the registry if the engine does not have it. */
export const haveImage = async (
  subject: ContainerRuntimeSubject,
  engine: ContainerEngine,
): Promise<Image> => {
  const found = await right(engine.findImage(subject.image, calm()));
  return O.isSome(found) ? found.value : await right(engine.pullImage(pullOf(subject), calm()));
};

/** The registry's login. */
export const loginOf = ({ registry, username, password }: ContainerRuntimeSubject): RegistryLogin => ({
  registry,
  username,
  password: new Secret(password),
});

/** A pull of the image with the right login. */
export const pullOf = (
  subject: ContainerRuntimeSubject,
  overrides: Partial<PullRequest> = {},
): PullRequest => ({
  image: subject.image,
  login: O.some(loginOf(subject)),
  onProgress: () => undefined,
  ...overrides,
});

/** Output, each stream for itself. */
export interface ReadOutput {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Reads an output to its end. */
export const readOutput = async (output: ContainerOutput): Promise<ReadOutput> => {
  const chunks = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  try {
    for await (const { stream, bytes } of output) chunks[stream].push(bytes);
  } catch (cause) {
    assert.fail(`An output must not throw, whatever becomes of its connection; it threw ${String(cause)}`);
  }
  return { stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) };
};

/** How a container that has been run to its end came out. */
export interface RunOutcome extends ReadOutput {
  readonly exitStatus: number;
}

/** Attaches, starts and waits, reading all the while. */
export const run = async (container: Container): Promise<RunOutcome> => {
  const output = await right(container.attach(calm()));
  const reading = readOutput(output);
  await right(container.start(calm()));
  await right(container.wait(calm()));
  const { exitStatus } = some(await right(container.inspect(calm())));
  return { ...(await reading), exitStatus };
};

/** Starts a program that writes `ready`, and waits until it has. */
export const startUntilReady = async (container: Container): Promise<ContainerOutput> => {
  const output = await right(container.attach(calm()));
  await right(container.start(calm()));
  let text = '';
  for await (const { bytes } of output) {
    text += Buffer.from(bytes).toString('latin1');
    if (text.includes('ready\n')) break;
  }
  return output;
};
