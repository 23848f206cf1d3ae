import { describe, expect, it } from 'vitest';

import { invalidData, portErrorOf } from '../../../../src/adapters/local/fs-error.js';

const signal = new AbortController().signal;
const errno = (code: string): Error => Object.assign(new Error(`${code}: some words`), { code });

describe('portErrorOf', () => {
  it.each([
    ['EACCES', 'AccessDenied', false],
    ['EPERM', 'AccessDenied', false],
    ['EROFS', 'AccessDenied', false],
    ['ENOSPC', 'Unavailable', true],
    ['EMFILE', 'Unavailable', true],
    ['EIO', 'Unavailable', false],
  ])('turns %s into %s', (code, tag, retryable) => {
    expect(portErrorOf(errno(code), 'Cannot read f', signal)).toMatchObject({
      _tag: tag,
      retryable,
      message: `Cannot read f: ${code}: some words`,
      details: { errno: code },
    });
  });

  it('leaves an error of a port as it is', () => {
    const error = invalidData('not-a-map', 'words', {});
    expect(portErrorOf(error, 'Cannot read f', signal)).toBe(error);
  });

  it('gives Aborted for whatever is thrown after an abort', () => {
    expect(portErrorOf(errno('EIO'), 'Cannot read f', AbortSignal.abort())._tag).toBe('Aborted');
  });

  it('copes with what is no error', () => {
    expect(portErrorOf('text', 'Cannot read f', signal).message).toBe('Cannot read f: text');
  });
});
