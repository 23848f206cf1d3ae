import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { importState, withCurrentState } from '../../../src/job/import-state.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { StateLookup } from '../../../src/ports/state-lookup.js';
import { makeTestJob } from '../../../src/testing/index.js';

const { signal } = new AbortController();
const job = makeTestJob({ state: { seen: 'default', kept: 1, gone: null } });

describe('importState', () => {
  it('overlays defaults with what is stored, and keeps the others', async () => {
    const asked: unknown[] = [];
    const lookup: StateLookup = {
      find: (state) => {
        asked.push(state);
        return TE.right(
          new Map<string, unknown>([
            ['seen', { n: 1 }],
            ['gone', null],
          ]),
        );
      },
    };
    const result = await importState(lookup, signal)(job)();
    expect(E.isRight(result) && result.right.state).toEqual({ seen: { n: 1 }, kept: 1, gone: null });
    expect(asked).toEqual([{ realm: 'test', stateIds: ['seen', 'kept', 'gone'] }]);
    expect(job.state).toEqual({ seen: 'default', kept: 1, gone: null });
  });

  it('asks nobody for a job without state', async () => {
    const lookup: StateLookup = {
      find: () => {
        throw new Error('not to be called');
      },
    };
    expect(E.isRight(await importState(lookup, signal)(makeTestJob())())).toBe(true);
  });

  it.each([
    ['Unavailable', 'StateImportError'],
    ['InvalidData', 'StateImportError'],
    ['AccessDenied', 'StateImportError'],
    ['Aborted', 'JobAbortedError'],
  ] as const)('turns %s into %s', async (tag, expected) => {
    const cause = taggedError(tag, {
      code: 'state.x',
      message: 'no answer',
      retryable: tag === 'Unavailable',
    });
    const result = await importState({ find: () => TE.left(cause) }, signal)(job)();
    expect(E.isLeft(result) && result.left._tag).toBe(expected);
    expect(E.isLeft(result) && result.left.retryable).toBe(tag === 'Unavailable');
  });
});

describe('withCurrentState', () => {
  const lookup: StateLookup = { find: () => TE.right(new Map([['seen', 'stored']])) };

  it('imports the state of a job whose host has not done so', async () => {
    const result = await withCurrentState(lookup, job, { state: 'as-stored', signal })();
    expect(E.isRight(result) && result.right.state['seen']).toBe('stored');
  });

  it('leaves a job alone whose host has', async () => {
    expect(await withCurrentState(lookup, job, { state: 'imported', signal })()).toEqual(E.right(job));
  });
});
