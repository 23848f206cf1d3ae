import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import { positiveDuration } from '../../../src/job/duration.js';
import { jobParameters } from '../../../src/job/job-parameters.js';

const parameters = jobParameters({
  required: { url: t.string },
  optional: { wait: positiveDuration, expect: t.number },
});

describe('jobParameters', () => {
  it('decodes what must be there and what may be there', () => {
    expect(parameters.decode({ url: 'u', wait: '2m', expect: null })).toEqual(
      E.right({ url: 'u', wait: 120_000 }),
    );
  });

  it('reports every problem at once, in the words of lava', () => {
    const decoded = parameters.decode({ wait: 'soon', expect: 'x', more: 1 });
    expect(E.isLeft(decoded) && decoded.left.map(({ message }) => message)).toEqual([
      'Bad job parameters: Missing keys: url',
      'Bad job parameters: Unexpected keys: more',
      'Bad job parameters: Invalid duration: soon',
      'Bad job parameters: expect must be number',
    ]);
  });

  it('has durations that combinators of io-ts take as well', () => {
    expect(t.partial({ wait: positiveDuration }).decode({ wait: '2m' })).toEqual(E.right({ wait: 120_000 }));
  });
});
