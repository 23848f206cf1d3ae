import { describe, expect, it } from 'vitest';

import type { SuiteRunner, SuiteSetup } from '../../src/testing/index.js';
import { setupOf } from './memory-subjects.js';

/** Something that a subject does wrong: a sentence's end, and what makes a good subject do it. */
export type Fault<Subject> = readonly [wrong: string, spoil: (subject: Subject) => Subject];

/** Why a case fails, on a subject of its own; undefined when it does not. */
const failureOf = async <Subject>(
  describeSuite: (runner: SuiteRunner, setup: SuiteSetup<Subject>) => void,
  setup: SuiteSetup<Subject>,
  wanted: string,
): Promise<unknown> => {
  const bodies: (() => Promise<void>)[] = [];
  const runner: SuiteRunner = {
    describe: (_name, body) => {
      body();
    },
    it: (name, body) => {
      if (name === wanted) bodies.push(body);
    },
    skip: () => undefined,
  };
  describeSuite(runner, setup);
  expect(bodies).toHaveLength(1);
  return await Promise.all(bodies.map((body) => body())).then(
    () => undefined,
    (error: unknown) => error,
  );
};

/** A failure says in words what is wrong, and is not an error that the subject has thrown. */
const expectReadable = (failure: unknown): void => {
  expect(failure).toMatchObject({ name: 'AssertionError' });
  const message = failure instanceof Error ? failure.message : '';
  expect(message.trim()).not.toBe('');
  // That is all that can be said of an assertion without a message.
  expect(message).not.toMatch(/^false == true|evaluated to a falsy value/);
};

/** The names of the cases of a suite. */
const namesOf = <Subject>(
  describeSuite: (runner: SuiteRunner, setup: SuiteSetup<Subject>) => void,
  makeSubject: () => Subject,
): readonly string[] => {
  const names: string[] = [];
  describeSuite(
    {
      describe: (_name, body) => {
        body();
      },
      it: (name) => void names.push(name),
      skip: () => undefined,
    },
    setupOf(makeSubject),
  );
  return names;
};

/**
 * Tests that every case of a suite finds the faults out that it is there for, and passes a good subject.
 * @param faults - by the name of the case that must fail; every case has at least one
 * @param unproved - cases that the good subject cannot show a fault in, each with its reason
 * @param makeSetup - for subjects that leave something behind
 */
export const findsFaults = <Subject>(
  title: string,
  describeSuite: (runner: SuiteRunner, setup: SuiteSetup<Subject>) => void,
  makeSubject: () => Subject,
  faults: Readonly<Record<string, readonly Fault<Subject>[]>>,
  unproved: Readonly<Record<string, string>> = {},
  makeSetup: (make: () => Subject) => SuiteSetup<Subject> = setupOf,
): void => {
  describe(title, () => {
    it('has a fault for every case', () => {
      const proved = [...Object.keys(faults), ...Object.keys(unproved)];
      expect(proved.sort()).toEqual([...namesOf(describeSuite, makeSubject)].sort());
    });
    const rows = Object.entries(faults).flatMap(([name, list]) =>
      list.map(([wrong, spoil]) => ({ name, wrong, spoil })),
    );
    it.each(rows)('finds out that it $wrong', async ({ name, spoil }) => {
      expect(await failureOf(describeSuite, makeSetup(makeSubject), name)).toBeUndefined();
      const failure = await failureOf(
        describeSuite,
        makeSetup(() => spoil(makeSubject())),
        name,
      );
      expectReadable(failure);
    });
  });
};
