import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, inject, test } from 'vitest';

import { entryPointsOf } from '../../scripts/lib/entry-points.mjs';
import { nodeTool, runProgram } from './run-program.js';

const { consumer } = inject('packed');

/** Brings in the declarations of every entry point, so that the compiler checks all of them. */
const everything = entryPointsOf(process.cwd()).map(
  ({ specifier }, index) => `export * as entry${index} from '${specifier}';`,
);

/** A program that uses the types as a host and an author of job types do. */
const program = `
import * as t from 'io-ts';
import {
  defineJobType, DockerJobType, hasTag, type Job, type JobError, type JobType, makeJobTypeRegistry, runAsPromise,
} from 'lava-docker-job';
import { makeDockerEngineRuntime } from 'lava-docker-job/adapters/docker-engine';
import { makeJinjaJsRenderer } from 'lava-docker-job/adapters/jinja-js';
import { localHost, openLocalFolder } from 'lava-docker-job/adapters/local';
import { makeFakeContainerRuntime, makeTestContext, makeTestJob } from 'lava-docker-job/testing';

const greet: JobType<{ name: string }> = defineJobType({
  type: 'greet',
  parameters: t.type({ name: t.string }),
  run: (job) => Promise.resolve({ exit_status: job.parameters.name.length > 0 ? 0 : 1 }),
});
const docker = new DockerJobType(
  { ...openLocalFolder('lava'), containers: makeDockerEngineRuntime(), renderer: makeJinjaJsRenderer() },
  { pullPolicy: 'if-missing' },
);
export const registry = makeJobTypeRegistry([greet, docker]);
export const job: Job = makeTestJob({ parameters: { name: 'Ada' } });
export const result = runAsPromise(greet, job, makeTestContext()).then(({ exit_status }) => exit_status.toFixed(0));
export const calls = makeFakeContainerRuntime().calls.map(({ method }) => method);
export const host = localHost({ environment: process.env }).host.uid + 1;

// Every way to fail has a name, and no other name is taken for one.
export const isPull = (error: JobError): string | undefined =>
  error._tag === 'ImagePullError' ? error.details.image : undefined;
export const isGone = (error: unknown): boolean => hasTag(error, 'RunLostError');

// @ts-expect-error a job type has to have a decoder for its parameters
export const incomplete: JobType = { type: 'greet', apiVersion: 1, run: greet.run };
// @ts-expect-error there is no such policy
export const wrongOption = new DockerJobType({} as never, { pullPolicy: 'sometimes' });
`;

interface Consumer {
  readonly name: string;
  /** The compiler, of this project or of the consumer. */
  readonly compiler: string;
  readonly type: 'module' | 'commonjs';
  readonly module: string;
  readonly moduleResolution: string;
  /** Leaves the declarations of the package unchecked, which takes long. */
  readonly skipsLibraries?: boolean;
}

const typescript6 = nodeTool('typescript/bin/tsc');
const inConsumer = (tool: string): string => path.join(consumer, 'node_modules', tool);

const consumers: readonly Consumer[] = [
  {
    name: 'TypeScript 6, ES module',
    compiler: typescript6,
    type: 'module',
    module: 'nodenext',
    moduleResolution: 'nodenext',
  },
  {
    name: 'TypeScript 6, CommonJS',
    compiler: typescript6,
    type: 'commonjs',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    skipsLibraries: true,
  },
  {
    name: 'TypeScript 6, bundler',
    compiler: typescript6,
    type: 'module',
    module: 'esnext',
    moduleResolution: 'bundler',
    skipsLibraries: true,
  },
  {
    name: 'TypeScript 5.4',
    compiler: inConsumer('typescript-5.4/bin/tsc'),
    type: 'commonjs',
    module: 'nodenext',
    moduleResolution: 'nodenext',
  },
  {
    name: 'TypeScript 7',
    compiler: inConsumer('typescript-7/bin/tsc'),
    type: 'module',
    module: 'nodenext',
    moduleResolution: 'nodenext',
  },
];

const compile = async (
  user: Omit<Consumer, 'name'>,
  folder: string,
  sources: Readonly<Record<string, string>>,
): Promise<void> => {
  await mkdir(folder);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: user.type }));
  for (const [name, source] of Object.entries(sources)) await writeFile(path.join(folder, name), source);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023'],
    types: ['node'],
    module: user.module,
    moduleResolution: user.moduleResolution,
    rootDir: '.',
    strict: true,
    skipLibCheck: user.skipsLibraries ?? false,
    noEmit: true,
  };
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: Object.keys(sources) }),
  );
  const { exitCode, stdout } = await runProgram(process.execPath, [user.compiler, '-p', folder], {
    cwd: consumer,
  });
  expect(stdout).toBe('');
  expect(exitCode).toBe(0);
};

test.each(consumers)('a program of a user compiles: $name', async (user) => {
  const folder = path.join(consumer, user.name.replace(/\W+/g, '-'));
  await compile(user, folder, { 'program.ts': [...everything, program].join('\n') });
});

/** What one package makes of this one's parts, as CommonJS. */
const plugins = `
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { type Connector, defineConnector, defineJobType, type JobType, Secret, type SecretStore } from 'lava-docker-job';

export const connector: Connector = defineConnector({
  types: ['plain'],
  record: t.type({ password: t.string }),
  describe: () =>
    Promise.resolve({ executable: 'run', programs: [], files: [{ path: 'run', mode: 0o700, content: new Secret('x') }] }),
});
export const secrets: SecretStore = { find: () => () => Promise.resolve(E.right(O.some(new Secret('x')))) };
export const jobType: JobType<{ name: string }> = defineJobType({
  type: 'greet',
  parameters: t.type({ name: t.string }),
  run: () => Promise.resolve({ exit_status: 0 }),
});
`;

/** A host that is an ES module. */
const host = `
import { lavaConnectors, makeJobTypeRegistry, Secret, type SecretStore } from 'lava-docker-job';
import { connector, jobType, secrets } from './plugins.cjs';

export const connectors = lavaConnectors([connector]);
export const registry = makeJobTypeRegistry([jobType]);
export const store: SecretStore = secrets;
export const isSecret = (value: unknown): value is Secret => value instanceof Secret;
`;

test('an ES module takes the parts that a CommonJS package makes', async () => {
  await compile(
    {
      compiler: typescript6,
      type: 'module',
      module: 'nodenext',
      moduleResolution: 'nodenext',
      skipsLibraries: true,
    },
    path.join(consumer, 'both-formats'),
    { 'plugins.cts': plugins, 'host.mts': host },
  );
});
