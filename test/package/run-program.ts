import { spawn } from 'node:child_process';
import path from 'node:path';

/** How a program ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. It fails only when the program cannot be started. */
export const runProgram = (
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });

/** Runs a program that has to succeed, and gives what it wrote to stdout. */
export const runWell = async (...call: Parameters<typeof runProgram>): Promise<string> => {
  const { exitCode, stdout, stderr } = await runProgram(...call);
  if (exitCode === 0) return stdout;
  const [program, args] = call;
  throw new Error(
    `${[program, ...args].join(' ')} ended with ${String(exitCode)}:\n${stderr}\n${stdout}`.trim(),
  );
};

/** The path of a program below this project's `node_modules`, e.g. `typescript/bin/tsc`. */
export const nodeTool = (tool: string): string => path.join(process.cwd(), 'node_modules', tool);
