import path from 'node:path';

import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';

/** What every snippet begins with. The package's own name leads to its built declarations. */
const head = `import * as t from 'io-ts';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as lava from 'lava-docker-job';
`;

/** A mistake of somebody who writes a plug-in. */
interface Mistake {
  readonly name: string;
  readonly code: string;
  /** Where the compiler points: what stands there begins with this. */
  readonly at: string;
  /** What it says: this is in the first lines of its message. */
  readonly says: string;
}

const mistakes: readonly Mistake[] = [
  {
    name: 'a job type that forgets its decoder',
    code: `export const greet: lava.JobType = { type: 'a', apiVersion: 1, run: () => TE.right({ exit_status: 0 }) };`,
    at: 'greet',
    says: "Property 'parameters' is missing",
  },
  {
    name: 'a class of a job type that forgets run',
    code: `export class Greet implements lava.JobType { type = 'a'; apiVersion = 1 as const; parameters = t.unknown; }`,
    at: 'Greet',
    says: "Property 'run' is missing in type 'Greet' but required in type 'JobType<unknown>'",
  },
  {
    name: 'a definition of a job type that forgets run',
    code: `export const greet = lava.defineJobType({ type: 'a', parameters: t.unknown });`,
    at: '{ type',
    says: "Property 'run' is missing",
  },
  {
    name: 'a job type for another version of the interface',
    code: `export const greet: lava.JobType = { type: 'a', apiVersion: 2, parameters: t.unknown, run: () => TE.right({ exit_status: 0 }) };`,
    at: 'apiVersion',
    says: "Type '2' is not assignable to type '1'",
  },
  {
    name: 'a job type whose run gives a Promise',
    code: `export const greet: lava.JobType = { type: 'a', apiVersion: 1, parameters: t.unknown, run: async () => ({ exit_status: 0 }) };`,
    at: '({ exit_status: 0 })',
    says: "is not assignable to type 'TaskEither<JobError, JobResult>'",
  },
  {
    name: 'a job type that fails with an error of its own',
    code: `export const greet: lava.JobType = { type: 'a', apiVersion: 1, parameters: t.unknown, run: () => TE.left(new Error('no')) };`,
    at: 'TE.left',
    says: "Type 'Error' is not assignable to type 'JobError'",
  },
  {
    name: 'a port without its method',
    code: `export const store = (most: Omit<lava.ObjectStore, 'remove'>): lava.ObjectStore => most;`,
    at: 'most',
    says: "Property 'remove' is missing in type 'Omit<ObjectStore, \"remove\">' but required in type 'ObjectStore'",
  },
  {
    name: 'a port whose method takes something else',
    code: `export const store = (most: lava.ObjectStore): lava.ObjectStore => ({ ...most, get: (key: string) => TE.right(O.none) });`,
    at: 'get',
    says: "Types of parameters 'key' and 'location' are incompatible",
  },
  {
    name: 'a port whose method gives a Promise',
    code: `export const store: lava.ConnectionStore = { find: () => Promise.resolve(O.none) };`,
    at: 'Promise.resolve',
    says: "Type 'Promise<Option<never>>' is not assignable to type 'TaskEither<PortError,",
  },
  {
    name: 'a port that gives undefined for what is missing',
    code: `export const store: lava.ConnectionStore = { find: () => TE.right(undefined) };`,
    at: 'TE.right(undefined)',
    says: "Type 'undefined' is not assignable to type 'Option<",
  },
  {
    name: 'a connector that forgets describe',
    code: `export const mine: lava.Connector = { types: ['a'], apiVersion: 1 };`,
    at: 'mine',
    says: "Property 'describe' is missing",
  },
  {
    name: 'a connector whose describe gives a Promise',
    code: `export const mine: lava.Connector = { types: ['a'], apiVersion: 1, describe: async () => ({ files: [], executable: 'a', programs: [] }) };`,
    at: '({ files',
    says: "is not assignable to type 'TaskEither<ConnectionFailure, ConnectorDescription>'",
  },
  {
    name: 'an error of a port without a code',
    code: `export const gone = lava.taggedError('Unavailable', { message: 'gone' });`,
    at: '{ message',
    says: "Property 'code' is missing",
  },
  {
    name: 'a docker job type without a port',
    code: `export const docker = (deps: Omit<lava.DockerJobTypeDeps, 'objects'>) => new lava.DockerJobType(deps);`,
    at: 'deps',
    says: "Property 'objects' is missing",
  },
];

/** What is right, so that a test cannot pass because nothing compiles. */
const sound = `export const greet: lava.JobType = {
  type: 'a', apiVersion: 1, parameters: t.unknown, run: () => TE.right({ exit_status: 0 }),
};
export const store: lava.ConnectionStore = { find: () => TE.right(O.none) };
export const mine: lava.Connector = {
  types: ['a'], apiVersion: 1, describe: () => TE.right({ files: [], executable: 'a', programs: [] }),
};`;

const fileOf = (name: string): string => path.resolve(`${name.replaceAll(' ', '-')}.ts`);

const snippets = new Map(
  [{ name: 'sound', code: sound }, ...mistakes].map(({ name, code }) => [fileOf(name), head + code]),
);

/** A program of all snippets, which are nowhere on the disk. */
const makeProgram = (): ts.Program => {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (file) => snippets.has(file) || onDisk.fileExists(file);
  host.readFile = (file) => snippets.get(file) ?? onDisk.readFile(file);
  host.getSourceFile = (file, language) => {
    const text = snippets.get(file);
    return text === undefined
      ? onDisk.getSourceFile(file, language)
      : ts.createSourceFile(file, text, language);
  };
  return ts.createProgram([...snippets.keys()], options, host);
};

let program: ts.Program;

beforeAll(() => {
  program = makeProgram();
});

const complaintsAbout = (name: string): readonly { readonly at: string; readonly message: string }[] =>
  program.getSemanticDiagnostics(program.getSourceFile(fileOf(name))).map(({ start, messageText }) => ({
    at: (snippets.get(fileOf(name)) ?? '').slice(start),
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));

test('a job type, a port and a connector that are right compile', () => {
  expect(complaintsAbout('sound')).toEqual([]);
});

test.each(mistakes)(
  '$name does not compile, and the compiler says why in few words',
  ({ name, at, says }) => {
    const complaints = complaintsAbout(name);
    expect(complaints).toHaveLength(1);
    const [complaint] = complaints;
    expect(complaint?.at.startsWith(at), complaint?.at).toBe(true);
    expect(complaint?.message).toContain(says);
    const lines = (complaint?.message ?? '').split('\n');
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(240);
  },
);
