import { isDeepStrictEqual } from 'node:util';

import * as E from 'fp-ts/lib/Either.js';

import { isJobError } from '../../job/make-job-error.js';
import { type Leftovers, nothingLeft } from './leftovers.js';
import type { SweptRun } from './sweep-faults.js';

/** Looks at a run that has settled, and says what is not in order. */
export const lookAtRun = async (
  run: SweptRun,
  mayLeave: readonly (keyof Leftovers)[],
  check: ((run: SweptRun) => void | Promise<void>) | undefined,
): Promise<readonly string[]> => [
  ...leftBehind(run.harness.leftovers(), mayLeave),
  ...(E.isLeft(run.result) ? faultsOfError(run.result.left) : []),
  ...missedAbort(run),
  ...openPhases(run),
  ...(await checked(run, check)),
];

const leftBehind = (left: Leftovers, mayLeave: readonly (keyof Leftovers)[]): readonly string[] =>
  Object.entries(nothingLeft)
    .map(([name, nothing]) => ({ name: name as keyof Leftovers, nothing: nothing as unknown }))
    .filter(({ name, nothing }) => !mayLeave.includes(name) && !isDeepStrictEqual(left[name], nothing))
    .map(({ name }) => `left ${name}: ${JSON.stringify(left[name])}`);

const faultsOfError = (error: unknown): readonly string[] => {
  if (!isJobError(error)) return [`gave an error that is not one of the union: ${String(error)}`];
  const faults = [
    ...(error.message === '' ? ['gave an error without a message'] : []),
    ...(/^[a-z][\w-]*(\.[\w-]+)+$/.test(error.code) ? [] : [`gave an error with the code "${error.code}"`]),
  ];
  return error._tag === 'JobAbortedError' && error.details.phase === ''
    ? [...faults, 'was aborted in no phase']
    : faults;
};

/** A run that was aborted says so, unless its program had ended before: then it has data. */
const missedAbort = ({ kind, reached, result }: SweptRun): readonly string[] =>
  (kind === 'hangs' || kind === 'sees an abort') &&
  reached &&
  E.isLeft(result) &&
  result.left._tag !== 'JobAbortedError' &&
  result.left.data === null
    ? [`was aborted and gave a ${result.left._tag}, not a JobAbortedError: ${result.left.message}`]
    : [];

/** Every phase that has begun has to end, for who shows them. */
const openPhases = ({ harness: { context } }: SweptRun): readonly string[] => {
  const open = new Map<string, number>();
  for (const { phase } of context.captured.ofKind('phase-started'))
    open.set(phase, (open.get(phase) ?? 0) + 1);
  for (const { phase } of context.captured.ofKind('phase-ended')) open.set(phase, (open.get(phase) ?? 0) - 1);
  return [...open].filter(([, count]) => count !== 0).map(([phase]) => `did not end the phase ${phase}`);
};

const checked = async (
  run: SweptRun,
  check: ((run: SweptRun) => void | Promise<void>) | undefined,
): Promise<readonly string[]> => {
  try {
    await check?.(run);
    return [];
  } catch (cause) {
    return [cause instanceof Error ? cause.message : String(cause)];
  }
};
