import type { Readable, Writable } from 'node:stream';

/** The process around a command, handed in so that tests can be one. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly workingDirectory: string;
  /** Calls back at each request to stop (SIGINT, SIGTERM); gives what ends that. */
  readonly onStop: (callback: () => void) => () => void;
}

/** The terminal of this process. */
export const processTerminal = (homeDirectory: string): Terminal => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  homeDirectory,
  workingDirectory: process.cwd(),
  onStop: (callback) => {
    process.on('SIGINT', callback);
    process.on('SIGTERM', callback);
    return () => {
      process.off('SIGINT', callback);
      process.off('SIGTERM', callback);
    };
  },
});
