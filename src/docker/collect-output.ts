import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { Emit } from '../job/emit-event.js';
import type { OutputLog } from '../job/program/output-log.js';
import type { Clock } from '../ports/clock.js';
import type { Container, ContainerOutput, ContainerState } from '../ports/container.js';
import { type Drain, drainOutput } from './drain-output.js';
import type { EndKnowledge } from './supervise.js';

/** The container has ended and no output has arrived for this long: the attachment is taken for dead. */
const quietMs = 10_000;

const endedStatuses: readonly ContainerState['status'][] = ['created', 'exited', 'dead'];

/** What collecting needs besides the container. */
export interface Collection {
  readonly log: OutputLog;
  readonly emit: Emit;
  readonly clock: Clock;
  /** Ends the collecting, wherever it is. */
  readonly signal: AbortSignal;
}

/** The output of a container, being collected. */
export interface OutputCollector {
  /**
   * To be called when the container has ended, as far as anybody knows: settles when the log holds all that can be had.
   * @returns whether the log is known to be complete
   */
  readonly finish: (end: EndKnowledge) => Promise<boolean>;
  /** Stops collecting. */
  readonly close: () => Promise<void>;
}

/**
 * Collects the output of an attachment. An attachment can break while the container lives on; it ends then just as it
 * ends with the container. So its end is compared with the state of the container, and what a broken one may have
 * missed is read from the engine's log.
 */
export const collectOutput = (
  container: Container,
  output: ContainerOutput,
  collection: Collection,
): OutputCollector => {
  const { signal, clock } = collection;
  const drain = drainOutput(output, collection.log, collection.emit);
  const suspicious = drain.ended.then(() => mayStillRun(container, collection));
  const close = async (): Promise<void> => {
    output.close();
    await drain.ended;
  };
  return {
    finish: async (end) => {
      // A container that may run on may write on, for ever.
      const ended = end !== 'unconfirmed' && (await endsInTime(output, drain, clock, signal));
      await close();
      if (ended && !(await suspicious)) return true;
      const completed = await completeFromEngineLog(container, drain, collection);
      // What a container writes while the engine is away is lost when it ends before the engine is back.
      return completed && end === 'watched';
    },
    close: async () => {
      await close();
      await suspicious;
    },
  };
};

/**
 * Whether the container runs on, or cannot be seen: then the end of its output means nothing. The engine is asked once
 * and at once: a container that is given time to end may write more before it does. One that was about to end anyway
 * costs another reading of its log, no more.
 */
const mayStillRun = async (container: Container, { signal }: Collection): Promise<boolean> => {
  const state = await container.inspect({ signal })();
  if (E.isLeft(state)) return true;
  return O.isSome(state.right) && !endedStatuses.includes(state.right.value.status);
};

/**
 * Waits for the end of an output. One of which nothing arrives for a time, or that lasts beyond the signal, is closed.
 * @returns whether it has ended by itself
 */
const endsInTime = async (
  output: ContainerOutput,
  drain: Drain,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> => {
  let closed = false;
  const giveUp = (): void => {
    closed = true;
    output.close();
  };
  let seen = drain.pieces();
  const watch = (): (() => void) =>
    clock.schedule(quietMs, () => {
      if (drain.pieces() === seen) {
        giveUp();
        return;
      }
      seen = drain.pieces();
      cancel = watch();
    });
  let cancel = watch();
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  await drain.ended;
  signal.removeEventListener('abort', giveUp);
  cancel();
  return !closed;
};

/** Adds what the engine's log has beyond the bytes that arrived. */
const completeFromEngineLog = async (
  container: Container,
  drained: Drain,
  { log, emit, clock, signal }: Collection,
): Promise<boolean> => {
  const engineLog = await container.readLog({ signal })();
  if (E.isLeft(engineLog)) return false;
  const again = drainOutput(engineLog.right, log, emit, drained.sizes());
  const ended = await endsInTime(engineLog.right, again, clock, signal);
  const { stdout, stderr } = again.sizes();
  return ended && stdout >= drained.sizes().stdout && stderr >= drained.sizes().stderr;
};
