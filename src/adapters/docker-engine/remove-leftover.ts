import * as O from 'fp-ts/lib/Option.js';

import type { ContainerSpec } from '../../ports/container.js';
import { pause, withDeadline } from './deadline.js';
import type { EngineContext } from './engine-context.js';
import { inspectContainer, type ContainerDetails } from './inspect-container.js';
import { removeContainer } from './remove-container.js';

/** How long the clean-up may take. In ms. */
const limitMs = 10_000;

/** When to look for the container: it may appear some time after the connection is gone. In ms from the last look. */
const looksMs: readonly number[] = [0, 250, 1000, 2000];

/**
 * Removes the container whose creation had no answer, if there is one. It runs on its own time limit, whatever became
 * of the caller's signal, and does not fail: the log says what may have been left behind.
 */
export const removeLeftover = async (engine: EngineContext, spec: ContainerSpec): Promise<void> => {
  const { signal } = new AbortController();
  try {
    await withDeadline({ signal, limitMs, what: 'removing a leftover container' }, (limited) =>
      lookAndRemove(engine, spec, limited),
    );
  } catch (error) {
    engine.settings.logger.warn('A container may have been left behind: the engine did not answer', {
      container: spec.name,
      problem: error instanceof Error ? error.message : 'unknown',
    });
  }
};

const lookAndRemove = async (
  { connection }: EngineContext,
  spec: ContainerSpec,
  signal: AbortSignal,
): Promise<void> => {
  for (const afterMs of looksMs) {
    await pause(afterMs, signal);
    const found = await inspectContainer(connection, spec.name, signal);
    if (O.isNone(found)) continue;
    if (isMadeFrom(spec, found.value)) await removeContainer(connection, found.value.id, signal);
    return;
  }
};

/** Somebody else's container of the same name, which made the engine refuse ours, must not be touched. */
const isMadeFrom = (spec: ContainerSpec, found: ContainerDetails): boolean =>
  !found.wasStarted &&
  bareId(found.imageId) === bareId(spec.imageId) &&
  Object.entries(spec.labels).every(([name, value]) => found.labels[name] === value);

const bareId = (id: string): string => id.replace(/^sha256:/, '');
