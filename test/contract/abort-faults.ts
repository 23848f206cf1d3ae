import { setImmediate } from 'node:timers/promises';

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../src/job/tagged-error.js';
import type { CallOptions, Unavailable } from '../../src/ports/port-error.js';
import type { Fault } from './finds-faults.js';

/** A call of a port, its arguments given. */
type Call<Err, A> = (options: CallOptions) => TE.TaskEither<Err, A>;

/** Does something wrong to every call of a port. */
export type Wrap = <Err, A>(call: Call<Err, A>) => Call<Err, A>;

/** Options that nobody aborts. */
export const calm = (): CallOptions => ({ signal: new AbortController().signal });

/** Begins at the call, and not when its task is called. */
export const atOnce = <Err, A>(task: TE.TaskEither<Err, A>): TE.TaskEither<Err, A> => {
  const running = task();
  return () => running;
};

const ignoresSignal: Wrap = (call) => (options) => call({ ...options, ...calm() });

const looksAtOnceOnly: Wrap = (call) => (options) =>
  options.signal.aborted ? call(options) : call({ ...options, ...calm() });

const looksBeforeOnly: Wrap = (call) => (options) => () =>
  options.signal.aborted ? call(options)() : call({ ...options, ...calm() })();

const failsAnyhow: Wrap =
  <Err, A>(call: Call<Err, A>): Call<Err, A> =>
  (options) =>
  async () => {
    const result = await call({ ...options, ...calm() })();
    await setImmediate();
    await setImmediate();
    // The port's union has this error; the wrapper does not know which port it is.
    return options.signal.aborted ? E.left(unavailable() as Err) : result;
  };

const unavailable = (): Unavailable =>
  taggedError('Unavailable', { code: 'test.unavailable', message: 'Gone' });

const listensForEver: Wrap = (call) => (options) => () => {
  options.signal.addEventListener('abort', () => undefined);
  return call(options)();
};

/** Callers share the first one's signal, as with a careless single flight. */
const makeSharingWrap = (): Wrap => {
  const signals: AbortSignal[] = [];
  return (call) => (options) => () => {
    signals.push(options.signal);
    const [signal = options.signal] = signals;
    return call({ ...options, signal })();
  };
};

/**
 * What a port can do wrong with signals, by the case that must find it out.
 * @param spoil - wraps the calls of a subject's port
 */
export const abortFaults = <Subject>(
  spoil: (subject: Subject, wrap: Wrap) => Subject,
): Readonly<Record<string, readonly Fault<Subject>[]>> => ({
  'gives Aborted when the signal is aborted before the call': [
    ['ignores the signal', (subject) => spoil(subject, ignoresSignal)],
  ],
  'gives Aborted when the signal is aborted between the call and its task': [
    ['looks at the signal before the task', (subject) => spoil(subject, looksAtOnceOnly)],
  ],
  'gives Aborted when the signal is aborted during the call': [
    ['does not look at the signal again', (subject) => spoil(subject, looksBeforeOnly)],
  ],
  'ends, with Aborted or its result, whenever the signal is aborted': [
    ['gives another error for an abort', (subject) => spoil(subject, failsAnyhow)],
  ],
  'lets a call succeed beside one that is aborted': [
    ['lets callers share a signal', (subject) => spoil(subject, makeSharingWrap())],
  ],
  'listens to the signal no longer when a call has ended': [
    ['listens for ever', (subject) => spoil(subject, listensForEver)],
  ],
});
