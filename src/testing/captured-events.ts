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
  /** The phases that have ended, each with its outcome: `pull ok`. */
  readonly phases: () => readonly string[];
}

/** Makes an event sink that keeps what it receives. @public */
export const makeCapturedEvents = (): CapturedEvents => {
  const all: JobEvent[] = [];
  const ofKind = <Kind extends JobEvent['kind']>(kind: Kind): readonly JobEventOf<Kind>[] =>
    all.filter((event): event is JobEventOf<Kind> => event.kind === kind);
  return {
    sink: (event) => {
      all.push(event);
    },
    all,
    ofKind,
    phases: () => ofKind('phase-ended').map(({ phase, outcome }) => `${phase} ${outcome}`),
  };
};
