import type { Terminal } from './terminal.js';

/** Requests to stop, as signals of a run. */
export interface StopRequests {
  /** Aborted at the first request: the container is stopped. */
  readonly signal: AbortSignal;
  /** Aborted at the second one: the container is killed. */
  readonly killSignal: AbortSignal;
  readonly dispose: () => void;
}

/** Listens for Ctrl-C and SIGTERM, and says what each of them does. */
export const listenForStop = (terminal: Terminal): StopRequests => {
  const stop = new AbortController();
  const kill = new AbortController();
  const dispose = terminal.onStop(() => {
    if (!stop.signal.aborted) {
      terminal.stderr.write('\nStopping the job; once more kills it\n');
      stop.abort();
    } else if (!kill.signal.aborted) {
      terminal.stderr.write('\nKilling the job\n');
      kill.abort();
    }
  });
  return { signal: stop.signal, killSignal: kill.signal, dispose };
};
