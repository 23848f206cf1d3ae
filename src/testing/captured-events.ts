import type { EventSink, JobEvent } from '../job/job-event.js';

/** An event of one kind. @public */
export type JobEventOf<Kind extends JobEvent['kind']> = Extract<JobEvent, { readonly kind: Kind }>;

/** The events of a run. @public */
export interface CapturedEvents {
  /** Give this to the run. */
  readonly sink: EventSink;
  /** The events so far. */
  readonly all: readonly JobEvent[];
  /** The events of one kind. */
  readonly ofKind: <Kind extends JobEvent['kind']>(kind: Kind) => readonly JobEventOf<Kind>[];
  /** Settles when an event of the kind has arrived; at once if one already has. */
  readonly whenSeen: (kind: JobEvent['kind']) => Promise<void>;
  /** The phases that have ended, each with its outcome: `pull ok`. */
  readonly phases: () => readonly string[];
}

/** Makes an event sink that keeps what it receives. @public */
export const makeCapturedEvents = (): CapturedEvents => {
  const all: JobEvent[] = [];
  const ofKind = <Kind extends JobEvent['kind']>(kind: Kind): readonly JobEventOf<Kind>[] =>
    all.filter((event): event is JobEventOf<Kind> => event.kind === kind);
  const watchers: { readonly kind: JobEvent['kind']; readonly wake: () => void }[] = [];
  return {
    sink: (event) => {
      all.push(event);
      for (const { kind, wake } of watchers) if (kind === event.kind) wake();
    },
    all,
    ofKind,
    whenSeen: (kind) =>
      ofKind(kind).length > 0
        ? Promise.resolve()
        : new Promise((wake) => {
            watchers.push({ kind, wake });
          }),
    phases: () => ofKind('phase-ended').map(({ phase, outcome }) => `${phase} ${outcome}`),
  };
};
