import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Lets the machine's shell read a script without running it; fails when the shell finds an error in it. */
export const checkShellSyntax = async (name: string, script: string): Promise<void> => {
  const shell = spawn('/bin/sh', ['-n'], { stdio: ['pipe', 'ignore', 'pipe'], env: {} });
  let complaint = '';
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  // A shell that gives up early closes the pipe; its exit status says so.
  shell.stdin.on('error', () => undefined);
  shell.stdin.end(script);
  const [exitStatus] = (await once(shell, 'close')) as [number | null];
  assert.equal(exitStatus, 0, `A shell cannot read ${name}: ${complaint}`);
};
