import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

/** How a program ended, and what it said. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program under way. */
export interface Program {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Settles when it has ended by itself; rejects, and kills it, when that takes too long. */
  readonly ended: (limitMs: number) => Promise<ProgramEnd>;
}

/** The project as plain JavaScript. */
export interface Programs {
  /** Starts a file, named as in the project: `src/cli/main.ts`. */
  readonly start: (
    file: string,
    args?: readonly string[],
    environment?: Readonly<Record<string, string | undefined>>,
  ) => Program;
  /** Removes the JavaScript. */
  readonly dispose: () => void;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['src', 'test/support', 'test/engine', 'test/aws', 'examples'];

/**
 * Turns the project's TypeScript into JavaScript, for programs that a test starts: a compiler inside of them would take
 * more memory than what is measured.
 */
export const transpilePrograms = (): Programs => {
  // Inside the project, where packages are found.
  const cache = join(project, 'node_modules/.cache/lava-docker-job');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'programs-'));
  // The examples import the package by its name.
  writePackage(folder, 'lava-docker-job', { '.': './src/index.js', './*': './src/*/index.js' });
  cpSync(join(project, 'scripts/lib'), join(folder, 'scripts/lib'), { recursive: true });
  for (const source of sources) transpileBelow(source, folder);
  const commands = join(folder, 'node_modules/lava-cmd-job-type');
  mkdirSync(commands, { recursive: true });
  writePackage(commands, 'lava-cmd-job-type', './index.js');
  // Not a copy or a link: the example itself is to find this package by its name, as its neighbours do.
  writeFileSync(join(commands, 'index.js'), `export * from '../../examples/cmd-job-type/src/index.js';\n`);
  return {
    start: (file, args = [], environment = process.env) =>
      startProgram(join(folder, file.replace(/\.ts$/, '.js')), args, environment),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const writePackage = (folder: string, name: string, exports: unknown): void => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', exports }));
};

const transpileBelow = (source: string, folder: string): void => {
  for (const name of readdirSync(join(project, source), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.d.ts') || name.endsWith('.test.ts')) continue;
    const target = join(folder, source, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transpile(join(project, source, name)));
  }
};

const transpile = (file: string): string =>
  ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  }).outputText;

const startProgram = (
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Program => {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment },
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const closed = new Promise<ProgramEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      resolve({ exitCode, signal, ...said });
    });
  });
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended: (limitMs) => within(limitMs, closed, child, () => said.stderr),
  };
};

const within = async (
  limitMs: number,
  closed: Promise<ProgramEnd>,
  child: ChildProcess,
  stderr: () => string,
): Promise<ProgramEnd> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The program did not end within ${limitMs} ms: ${stderr()}`));
    }, limitMs);
  });
  try {
    return await Promise.race([closed, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};
