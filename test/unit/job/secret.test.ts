import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../src/job/secret.js';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it('gives its value to the one who asks for it', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it.each([
    ['String()', String(secret)],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ deep: [secret] }, { depth: 5, showHidden: true })],
    ['a copy', JSON.stringify(Object.assign({}, secret))],
    ['keys', Object.keys(secret).join()],
  ])('does not show its value through %s', (_way, shown) => {
    expect(shown).not.toContain('hunter2');
  });

  it('shows that something is left out', () => {
    expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual([
      '[redacted]',
      '"[redacted]"',
      '[redacted]',
    ]);
  });
});
