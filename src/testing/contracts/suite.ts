import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { SuiteRunner } from './suite-runner.js';

/** One case of a suite. */
export type ContractCase<Subject> = (subject: Subject) => Promise<void>;

/** Cases by their names, which are sentences of behaviour. */
export type ContractCases<Subject> = Readonly<Record<string, ContractCase<Subject>>>;

/** Gives the cases their types. */
export const defineCases = <Subject>(cases: ContractCases<Subject>): ContractCases<Subject> => cases;

/** How a suite gets what it tests. @public */
export interface SuiteSetup<Subject> {
  /** Gives a subject that no other case sees. */
  readonly makeSubject: () => Promise<Subject>;
  /** Cleans up after a case, also after one that failed. */
  readonly dispose: (subject: Subject) => Promise<void>;
  /** Cases to leave out, by name, each with its reason. A name that no case has is an error. */
  readonly skips?: Readonly<Record<string, string>>;
}

/** Gives every case of a suite to the runner, each with a subject of its own. */
export const runCases = <Subject>(
  runner: SuiteRunner,
  title: string,
  setup: SuiteSetup<Subject>,
  cases: ContractCases<Subject>,
): void => {
  const { skips = {} } = setup;
  const unknown = Object.keys(skips).filter((name) => !Object.hasOwn(cases, name));
  if (unknown.length > 0) fail(noSuchCases(unknown, Object.keys(cases)));
  runner.describe(title, () => {
    for (const [name, run] of Object.entries(cases)) {
      const reason = skips[name];
      if (reason === undefined) runner.it(name, () => runCase(setup, run));
      else runner.skip(name, reason);
    }
  });
};

const noSuchCases = (unknown: readonly string[], names: readonly string[]): string =>
  `No case is named ${unknown.map((name) => JSON.stringify(name)).join(', ')}, as skips says; the cases are:\n${names.map((name) => `  ${name}`).join('\n')}`;

const runCase = async <Subject>(setup: SuiteSetup<Subject>, run: ContractCase<Subject>): Promise<void> => {
  const subject = await setup.makeSubject();
  try {
    await run(subject);
  } finally {
    await setup.dispose(subject);
  }
};

/** Fails a case with a sentence. */
const fail = (message: string): never => {
  throw new assert.AssertionError({ message });
};

/** Runs a task to its end; fails the case when it rejects or throws, which no task may do. */
export const settle = async <Err, A>(task: TE.TaskEither<Err, A>): Promise<E.Either<Err, A>> => {
  try {
    return await task();
  } catch (cause) {
    return fail(`A task must not reject, and give its error on the left; it rejected with ${String(cause)}`);
  }
};

/** Runs a task and gives its result; fails the case when it is an error. */
export const right = async <A>(task: TE.TaskEither<Error, A>): Promise<A> => {
  const result = await settle(task);
  return E.isLeft(result) ? fail(`Unexpected error: ${describe(result.left)}`) : result.right;
};

/** Runs a task and gives its error; fails the case when there is none. */
export const left = async <Err>(task: TE.TaskEither<Err, unknown>, what = 'The call'): Promise<Err> => {
  const result = await settle(task);
  return E.isRight(result) ? fail(`${what} must fail, and it succeeded`) : result.left;
};

/**
 * Runs a task that must give an error of the tag.
 * @param what - names the call where a case makes several
 */
export const failsWith = async (
  tag: string,
  task: TE.TaskEither<Error & { readonly _tag: string }, unknown>,
  what = 'The call',
): Promise<void> => {
  const error = await left(task, `${what}, for which ${tag} is due,`);
  assert.equal(error._tag, tag, `${what}: ${tag} is due, and it was ${describe(error)}`);
  assert.ok(error instanceof Error && error.message !== '', `${what}: an error has a message`);
};

/** The value of an option that must have one. */
export const some = <A>(option: O.Option<A>, what = 'a value'): A =>
  O.isNone(option) ? fail(`Expected ${what}, and there was none`) : option.value;

/** Asserts that there is nothing. */
export const none = (option: O.Option<unknown>, what: string): void => {
  assert.ok(O.isNone(option), `Expected none, and there was ${what}`);
};

/** Time in ms in which an aborted call must have ended. Most runners give a case 5 seconds. */
const soonMs = 4000;

/** Waits for what must end soon, because it was aborted; fails the case when it does not. */
export const soon = async <A>(running: Promise<A>, what = 'The call'): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const message = `${what} has been aborted, and ${soonMs / 1000} seconds later it has not ended`;
    timer = setTimeout(() => {
      reject(new assert.AssertionError({ message }));
    }, soonMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Options with a signal that nobody aborts. */
export const calm = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

/** Options with a signal that is aborted already. */
export const aborted = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.abort() });

/** Asserts that calls which have ended have taken their listeners away: one signal may serve any number of calls. */
export const isLeftAlone = async (
  { signal }: { readonly signal: AbortSignal },
  what: string,
): Promise<void> => {
  // What belongs to a connection may go a little after the call that used it.
  for (let turn = 0; turn < 1000 && getEventListeners(signal, 'abort').length > 0; turn += 1) await turns(1);
  assert.equal(
    getEventListeners(signal, 'abort').length,
    0,
    `${what} has ended and still listens to its signal`,
  );
};

/** Lets the event loop turn so many times: whoever has begun something gets on with it. */
export const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};

const describe = (error: Error): string => ('_tag' in error ? `${String(error._tag)}: ` : '') + error.message;
