import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { Emit } from '../job/emit-event.js';
import type { Clock } from '../ports/clock.js';
import type { Container, ContainerOutput, ContainerState } from '../ports/container.js';
import type { ContainerLog } from './container-log.js';
import { type Drain, drainOutput } from './drain-output.js';

/** The container has ended and no output has arrived for this long: the attachment is taken for dead. */
const quietMs = 10_000;

/** How often, and how far apart, the engine is asked whether a container whose output has ended has ended too. */
const endLooks = 5;
const endLookMs = 250;

const endedStatuses: readonly ContainerState['status'][] = ['created', 'exited', 'dead'];

/** What collecting needs besides the container. */
export interface Collection {
  readonly log: ContainerLog;
  readonly emit: Emit;
  readonly clock: Clock;
  /** Limits the look at the engine and the reading of its log. */
  readonly signal: AbortSignal;
}

/** The output of a container, being collected. */
export interface OutputCollector {
  /**
   * To be called when the container has ended: settles when the log holds all that can be had.
   * @returns whether the log is known to be complete
   */
  readonly finish: () => Promise<boolean>;
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
  const drain = drainOutput(output, collection.log, collection.emit);
  const suspicious = drain.ended.then(() => mayStillRun(container, collection));
  return {
    finish: async () => {
      const wentQuiet = await endOrQuiet(drain, collection.clock);
      output.close();
      await drain.ended;
      const complete = !wentQuiet && !(await suspicious);
      return complete || (await completeFromEngineLog(container, drain, collection));
    },
    close: async () => {
      output.close();
      await drain.ended;
      await suspicious;
    },
  };
};

/**
 * Whether the container runs on, or cannot be seen: then the end of its output means nothing. The engine closes the
 * output a moment before it notes the end of the container, so it is asked more than once.
 */
const mayStillRun = async (container: Container, { clock, signal }: Collection): Promise<boolean> => {
  for (let look = 0; look < endLooks; look += 1) {
    const state = await container.inspect({ signal })();
    if (E.isLeft(state)) return true;
    if (O.isNone(state.right) || endedStatuses.includes(state.right.value.status)) return false;
    await new Promise<void>((resolve) => clock.schedule(endLookMs, resolve));
  }
  return true;
};

/** Waits for the end of the output, or for a time in which none of it arrives. */
const endOrQuiet = (drain: Drain, clock: Clock): Promise<boolean> =>
  new Promise((resolve) => {
    let seen = drain.pieces();
    let cancel: () => void = () => undefined;
    const watch = (): void => {
      cancel = clock.schedule(quietMs, () => {
        if (drain.pieces() === seen) resolve(true);
        else {
          seen = drain.pieces();
          watch();
        }
      });
    };
    watch();
    void drain.ended.then(() => {
      cancel();
      resolve(false);
    });
  });

/** Adds what the engine's log has beyond the bytes that arrived. */
const completeFromEngineLog = async (
  container: Container,
  drained: Drain,
  { log, emit, signal }: Collection,
): Promise<boolean> => {
  const engineLog = await container.readLog({ signal })();
  if (E.isLeft(engineLog)) return false;
  const again = drainOutput(engineLog.right, log, emit, drained.sizes());
  const giveUp = (): void => {
    engineLog.right.close();
  };
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  await again.ended;
  signal.removeEventListener('abort', giveUp);
  const { stdout, stderr } = again.sizes();
  return stdout >= drained.sizes().stdout && stderr >= drained.sizes().stderr;
};
