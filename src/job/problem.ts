/**
 * One thing that is wrong with a record.
 * @public
 */
export interface Problem {
  /** Where, e.g. `parameters.env.TZ` or `parameters.args[2]`; empty for the record itself. */
  readonly path: string;
  /** What is wrong, in lava's words where lava has words for it. */
  readonly message: string;
  /** What was found there; its type only, where the value may be a secret. */
  readonly found: string;
  /** What is allowed there. */
  readonly allowed: string;
}

/**
 * The message for a list of problems: the first problem's own message on the first line, as lava words it, then a line
 * for each problem with its path, what was found and what is allowed.
 * @param heading - put before the first problem's message, e.g. `Bad job record: `
 */
export const describeProblems = (problems: readonly Problem[], heading = ''): string => {
  const [first] = problems;
  const lines = problems.map(
    ({ path, message, found, allowed }) =>
      `  ${path === '' ? '(record)' : path}: ${message} (found ${found}; allowed: ${allowed})`,
  );
  return [`${heading}${first?.message ?? 'no problem'}`, ...lines].join('\n');
};
