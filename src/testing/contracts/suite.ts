import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** The functions of a test runner that a suite needs. `describe` and `it` of vitest, jest, mocha and node:test fit. @public */
export interface SuiteRunner {
  /** Groups cases under a name. */
  readonly describe: (name: string, body: () => void) => void;
  /** Runs a case; a rejection is a failure. */
  readonly it: (name: string, body: () => Promise<void>) => void;
  /** Notes a case that is left out, and why. */
  readonly skip: (name: string, reason: string) => void;
}

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
  assert.deepEqual(unknown, [], 'Every name in skips must be the name of a case');
  runner.describe(title, () => {
    for (const [name, run] of Object.entries(cases)) {
      const reason = skips[name];
      if (reason === undefined) runner.it(name, () => runCase(setup, run));
      else runner.skip(name, reason);
    }
  });
};

const runCase = async <Subject>(setup: SuiteSetup<Subject>, run: ContractCase<Subject>): Promise<void> => {
  const subject = await setup.makeSubject();
  try {
    await run(subject);
  } finally {
    await setup.dispose(subject);
  }
};

/** Runs a task and gives its result; fails the case when it is an error. */
export const right = async <A>(task: TE.TaskEither<Error, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result))
    throw new assert.AssertionError({ message: `Unexpected error: ${describe(result.left)}` });
  return result.right;
};

/** Runs a task and gives its error; fails the case when there is none. */
export const left = async <Err>(task: TE.TaskEither<Err, unknown>): Promise<Err> => {
  const result = await task();
  if (E.isRight(result))
    throw new assert.AssertionError({ message: 'Expected an error, and there was none' });
  return result.left;
};

/** Runs a task that must give an error of the tag. */
export const failsWith = async (
  tag: string,
  task: TE.TaskEither<Error & { readonly _tag: string }, unknown>,
): Promise<void> => {
  const error = await left(task);
  assert.equal(error._tag, tag, `Expected ${tag}, and it was ${describe(error)}`);
  assert.ok(error instanceof Error && error.message !== '', 'An error has a message');
};

/** The value of an option that must have one. */
export const some = <A>(option: O.Option<A>): A => {
  if (O.isNone(option)) throw new assert.AssertionError({ message: 'Expected a value, and there was none' });
  return option.value;
};

/** Options with a signal that nobody aborts. */
export const calm = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

/** Options with a signal that is aborted already. */
export const aborted = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.abort() });

/** Lets the event loop turn so many times: whoever has begun something gets on with it. */
export const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
};

const describe = (error: Error): string => ('_tag' in error ? `${String(error._tag)}: ` : '') + error.message;
