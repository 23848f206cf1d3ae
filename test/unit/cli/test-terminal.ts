import { Readable, Writable } from 'node:stream';

import type { Terminal } from '../../../src/cli/terminal.js';

/** A terminal that a test writes to and reads from. */
export interface TestTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
  /** Asks to stop, as Ctrl-C does. */
  readonly interrupt: () => void;
}

export const makeTestTerminal = (
  options: { readonly input?: string; readonly isTTY?: boolean; readonly workingDirectory?: string } = {},
): TestTerminal => {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const listeners = new Set<() => void>();
  return {
    stdin: Readable.from([options.input ?? '']),
    stdout: collecting(out),
    stderr: Object.assign(collecting(err), { isTTY: options.isTTY ?? false }),
    environment: {},
    homeDirectory: '/nonexistent',
    workingDirectory: options.workingDirectory ?? '/',
    onStop: (callback) => {
      listeners.add(callback);
      return () => {
        listeners.delete(callback);
      };
    },
    out: () => Buffer.concat(out).toString(),
    err: () => Buffer.concat(err).toString(),
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
};

const collecting = (into: Buffer[]): Writable =>
  new Writable({
    write: (bytes: Buffer, _encoding, done) => {
      into.push(bytes);
      done();
    },
  });
