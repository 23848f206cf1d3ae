import type { EventSink, JobEvent, Phase, PullProgress } from '../job/job-event.js';
import { advancePull, describePull, layerBars, noPull } from './pull-progress.js';
import { makeStatusLines, type StatusLines } from './status-lines.js';
import type { Terminal } from './terminal.js';

/** What each phase is called while it goes on. Phases that take no time to speak of have no line. */
const phaseLines: Readonly<Partial<Record<Phase, string>>> = {
  resolve: 'Looking up the docker connection',
  pull: 'Pulling the image',
  run: 'Running the container',
  'store-log': 'Storing the log',
};

/** How long a phase took. */
export interface PhaseTime {
  readonly phase: Phase;
  readonly durationMs: number;
}

/** Shows a run while it goes on, and remembers how long its phases took. */
export interface LiveView {
  readonly events: EventSink;
  /** The phases that have ended, in order. */
  readonly phases: () => readonly PhaseTime[];
  /** Ends the line that the output of the container may have left open. */
  readonly end: () => void;
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
  const phases: PhaseTime[] = [];
  const lines = makeStatusLines(stderr);
  const followPull = stderr.isTTY === true ? pullBars(lines) : pullLines(lines);
  let openLine = false;
  const endLine = (): void => {
    if (openLine) stderr.write('\n');
    openLine = false;
  };
  const print = (text: string): void => {
    endLine();
    lines.print(text);
  };
  const showBytes = (event: JobEvent & { readonly kind: 'output' }): void => {
    lines.keep();
    (event.stream === 'stdout' ? stdout : stderr).write(event.bytes);
    openLine = event.bytes[event.bytes.length - 1] !== newline;
  };
  const events = (event: JobEvent): void => {
    if (event.kind === 'phase-ended') phases.push(event);
    else if (event.kind === 'pull-progress') followPull(event.progress);
    else if (event.kind === 'output' && showOutput) showBytes(event);
    const line = lineFor(event);
    if (line !== undefined) print(line);
  };
  return { events, phases: () => phases, end: endLine };
};

const newline = 10;

const lineFor = (event: JobEvent): string | undefined => {
  if (event.kind === 'phase-started') return phaseLines[event.phase];
  if (event.kind === 'logging') return `Event log: ${event.info}`;
  return event.kind === 'retrying' ? 'The attempt failed; the job is tried again' : undefined;
};

/** Bars for a terminal, one for each layer. */
const pullBars = (lines: StatusLines): ((progress: PullProgress) => void) => {
  let pull = noPull;
  return (progress) => {
    pull = advancePull(pull, progress);
    if (progress.layer !== undefined) lines.replace(layerBars(pull));
  };
};

/** Plain lines for everything else, one when something has changed that is worth a line. */
const pullLines = (lines: StatusLines): ((progress: PullProgress) => void) => {
  let pull = noPull;
  let last = '';
  return (progress) => {
    pull = advancePull(pull, progress);
    const line = progress.layer === undefined ? progress.status : describePull(pull);
    if (line !== last) lines.print(`  ${line}`);
    last = line;
  };
};
