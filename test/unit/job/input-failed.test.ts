import { describe, expect, it } from 'vitest';

import { inputFailed } from '../../../src/job/input-failed.js';
import { taggedError } from '../../../src/job/tagged-error.js';

const input = 's3://b/scripts/a.sql';

describe('inputFailed', () => {
  it('says that nothing is there', () => {
    expect(inputFailed(input)).toMatchObject({
      _tag: 'InputError',
      code: 'input.missing',
      message: 'There is no s3://b/scripts/a.sql',
      retryable: false,
      details: { input, reason: 'missing' },
      data: null,
    });
  });

  it.each([true, false])(
    'says what the port said, and keeps that its error is retryable: %s',
    (retryable) => {
      const cause = taggedError('Unavailable', { code: 'objects.busy', message: 'No answer', retryable });
      expect(inputFailed(input, cause)).toMatchObject({
        code: 'input.unreadable',
        message: 'Cannot read s3://b/scripts/a.sql: No answer',
        retryable,
        details: { input, reason: 'Unavailable' },
        cause,
      });
    },
  );

  it('is aborted when the call was', () => {
    const cause = taggedError('Aborted', { code: 'objects.aborted', message: 'The call was aborted' });
    expect(inputFailed(input, cause)).toMatchObject({
      _tag: 'JobAbortedError',
      details: { phase: 'input' },
      cause,
    });
  });
});
