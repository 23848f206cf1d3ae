import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';

import type { JobContext } from '../job/job-context.js';
import { type CapturedEvents, makeCapturedEvents } from './captured-events.js';
import { type CapturingLogger, makeCapturingLogger } from './capturing-logger.js';
import { type FakeClock, makeFakeClock } from './fake-clock.js';
import { makeTestRealm } from './test-realm.js';

/** A {@link JobContext} whose parts a test can move and look into. @public */
export interface TestContext extends JobContext {
  readonly clock: FakeClock;
  readonly logger: CapturingLogger;
  /** What the context's event sink has received. */
  readonly captured: CapturedEvents;
  /** What was written to `devOutput` so far. */
  readonly devBytes: () => Buffer;
  /** Aborts the run's signal. */
  readonly abort: (reason?: unknown) => void;
  /** Removes the temporary directory, if {@link makeTestContext} made it. Harmless when called again. */
  readonly dispose: () => Promise<void>;
}

/** What a test may set. The other members of a context always capture. @public */
export type TestContextOverrides = Partial<
  Omit<JobContext, 'clock' | 'logger' | 'events' | 'devOutput'> & { readonly clock: FakeClock }
>;

/**
 * Makes a context for one run: realm `test`, a clock that stands still at 2026-11-23T09:05:00Z, uid and gid 1000, an empty
 * environment, ids that count (`00000000-0000-4000-8000-000000000001`, …), captured log, events and dev output.
 *
 * Without `temporaryDirectory` it makes one in the system's directory for temporary files; `dispose` removes it.
 * @param overrides - members to replace. A `signal` aborts the run as well as `abort` does.
 * @public
 */
export const makeTestContext = (overrides: TestContextOverrides = {}): TestContext => {
  const captured = makeCapturedEvents();
  const controller = new AbortController();
  const devOutput = capturingWritable();
  const made =
    overrides.temporaryDirectory === undefined
      ? mkdtempSync(path.join(tmpdir(), 'lava-docker-job-test-'))
      : undefined;
  return {
    realm: makeTestRealm(),
    temporaryDirectory: made ?? '',
    s3Temp: 's3://test-bucket/tmp/test/job/11111111-1111-4111-8111-111111111111',
    devMode: false,
    clock: makeFakeClock(),
    host: { uid: 1000, gid: 1000 },
    environment: {},
    newId: countingIds(),
    state: 'as-stored',
    ...overrides,
    signal: AbortSignal.any([controller.signal, ...(overrides.signal ? [overrides.signal] : [])]),
    logger: makeCapturingLogger(),
    events: captured.sink,
    captured,
    devOutput: devOutput.stream,
    devBytes: devOutput.bytes,
    abort: (reason) => {
      controller.abort(reason);
    },
    dispose: async () => {
      if (made !== undefined) await rm(made, { recursive: true, force: true });
    },
  };
};

const capturingWritable = (): { readonly stream: Writable; readonly bytes: () => Buffer } => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
};

const countingIds = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
};
