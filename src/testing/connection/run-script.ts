import { spawn } from 'node:child_process';

/** How a program ended. @public */
export interface ScriptEnd {
  /** Null when it was ended by a signal. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program is given. @public */
export interface ScriptInput {
  /** Its stdin. Default empty. */
  readonly input?: string | Uint8Array;
  /** Variables. HOME is a folder of the test unless it is here; PATH is always that of the test. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program with nothing of this process's environment, and waits until it and its outputs have ended. */
export const runScript = (
  words: readonly [string, ...string[]],
  place: { readonly folder: string; readonly path: string },
  { input = '', environment = {} }: ScriptInput = {},
): Promise<ScriptEnd> =>
  new Promise((resolve, reject) => {
    const [program, ...args] = words;
    const env = { HOME: place.folder, ...environment, PATH: place.path };
    const child = spawn(program, args, { cwd: place.folder, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    // A script may end before it has read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
