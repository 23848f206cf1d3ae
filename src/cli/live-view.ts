import type { EventSink, JobEvent, Phase } from '../job/job-event.js';
import { makePullFollower } from './pull-progress.js';
import type { Terminal } from './terminal.js';

/** What each phase is called while it goes on. Phases that take no time to speak of have no line. */
const phaseLines: Readonly<Partial<Record<Phase, string>>> = {
  resolve: 'Looking up the docker connection',
  pull: 'Pulling the image',
  run: 'Running the container',
  'store-log': 'Storing the log',
};

/** Shows a run while it goes on, and remembers how long its phases took. */
export interface LiveView {
  readonly events: EventSink;
  /** The phases that have ended, in order. */
  readonly phases: () => readonly { readonly phase: Phase; readonly durationMs: number }[];
}

/**
 * Makes a view of a run: what goes on and how the pull proceeds go to stderr, the container's own output goes to the
 * stream that it was written to, byte for byte.
 * @param options - `showOutput`: false where the output is shown in another way
 */
export const makeLiveView = (
  { stdout, stderr }: Terminal,
  { showOutput }: { readonly showOutput: boolean },
): LiveView => {
  const pull = makePullFollower();
  const phases: { readonly phase: Phase; readonly durationMs: number }[] = [];
  const line = makeStatusLine(stderr);
  const show = (event: JobEvent): void => {
    switch (event.kind) {
      case 'phase-started': {
        const text = phaseLines[event.phase];
        if (text !== undefined) line.print(text);
        return;
      }
      case 'phase-ended':
        phases.push({ phase: event.phase, durationMs: event.durationMs });
        return;
      case 'pull-progress': {
        const text = pull.follow(event.progress);
        if (text !== undefined) line.replace(`  ${text}`);
        return;
      }
      case 'output':
        if (!showOutput) return;
        line.end();
        (event.stream === 'stdout' ? stdout : stderr).write(event.bytes);
        return;
      case 'logging':
        line.print(`Event log: ${event.info}`);
        return;
      case 'retrying':
        line.print('The attempt failed; the job is tried again');
        return;
      case 'starting':
      case 'running':
      case 'skipped':
      case 'rejected':
      case 'failed':
      case 'complete':
        line.end();
    }
  };
  return { events: show, phases: () => phases };
};

interface StatusLine {
  /** Prints a line that stays. */
  readonly print: (text: string) => void;
  /** Prints a line that the next one replaces on a terminal; elsewhere it stays. */
  readonly replace: (text: string) => void;
  /** Leaves the line that is there. */
  readonly end: () => void;
}

const makeStatusLine = (stderr: Terminal['stderr']): StatusLine => {
  let open = false;
  const end = (): void => {
    if (open) stderr.write('\n');
    open = false;
  };
  return {
    end,
    print: (text) => {
      end();
      stderr.write(`${text}\n`);
    },
    replace: (text) => {
      if (stderr.isTTY !== true) {
        stderr.write(`${text}\n`);
        return;
      }
      stderr.write(`\r\u001b[2K${text}`);
      open = true;
    },
  };
};
