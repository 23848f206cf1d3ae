/**
 * A program: aborts one run after the other, each at another moment, and ends by itself if none has left anything
 * behind that keeps a process alive. Writes one line of JSON: for each moment what became of the run.
 */
import { randomUUID } from 'node:crypto';

import { makeDockerEngineRuntime } from '../../../src/adapters/docker-engine/index.js';
import type { ContainerRuntime, JobEvent } from '../../../src/index.js';
import { tapContainers } from '../../support/container-tap.js';
import { makePlainWorker, shellJob } from '../../support/plain-worker.js';

/** What the program says of a run. */
export interface AbortedRun {
  readonly moment: string;
  readonly runId: string;
  readonly status: string;
  /** Of the error. */
  readonly tag: string;
  /** Whether the moment came. */
  readonly cameThere: boolean;
  /** Names of files and directories that are left. */
  readonly leftovers: readonly string[];
}

/** Writes something, and ends at the first SIGTERM. */
const polite = `trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done`;
/** Has to be killed. */
const stubborn = `trap '' TERM; echo ready; while :; do sleep 0.1; done`;
const quick = 'echo done';

/** Each moment by its name, with what runs meanwhile. The name is an event, or a call to the container. */
const moments: readonly (readonly [string, string, Readonly<Record<string, unknown>>?])[] = [
  ['already aborted', polite],
  ['phase-started connections', polite],
  ['phase-started resolve', polite],
  ['phase-ended resolve', polite],
  ['phase-started pull', polite],
  ['pull-progress', polite],
  ['phase-ended pull', polite],
  ['phase-started create', polite],
  ['phase-ended create', polite],
  ['before attach', polite],
  ['after attach', polite],
  ['before start', polite],
  ['after start', polite],
  ['before wait', polite],
  ['output', polite],
  ['output', stubborn],
  // The timeout stops the container, and the abort comes meanwhile.
  ['before stop', stubborn, { timeout: '1s' }],
  ['after wait', quick],
  ['phase-started store-log', quick],
  ['phase-started remove', quick],
  ['before remove', quick],
];

const nameOf = (event: JobEvent): string =>
  event.kind === 'phase-started' || event.kind === 'phase-ended'
    ? `${event.kind} ${event.phase}`
    : event.kind;

const abortAt = async (
  moment: string,
  script: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<AbortedRun> => {
  const controller = new AbortController();
  const runId = randomUUID();
  const reach = (reached: string): void => {
    if (reached === moment) controller.abort();
  };
  reach('already aborted');
  const containers: ContainerRuntime = tapContainers(makeDockerEngineRuntime(), reach);
  const worker = await makePlainWorker({ deps: { containers }, options: { stopGraceMs: 1000 } });
  const run = await worker.run(shellJob(script, parameters), {
    dispatch: { run_id: runId },
    signal: controller.signal,
    events: (event) => {
      reach(nameOf(event));
    },
  });
  const leftovers = await worker.leftovers();
  await worker.dispose();
  return {
    moment,
    runId,
    status: run.status,
    tag: run.status === 'failed' ? run.error._tag : '',
    cameThere: controller.signal.aborted,
    leftovers,
  };
};

const runs: AbortedRun[] = [];
for (const [moment, script, parameters] of moments) runs.push(await abortAt(moment, script, parameters));
console.log(JSON.stringify(runs));
