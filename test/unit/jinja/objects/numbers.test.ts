import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { render } from '../render.js';

describe('an int', () => {
  it('is exact at any size', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        expect(render('{{ a + b }} {{ a - b }} {{ a * b }}', { a, b })).toBe(`${a + b} ${a - b} ${a * b}`);
      }),
      { numRuns: 50 },
    );
  });

  it('divides towards minus infinity, and the remainder has the sign of the divisor', () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt().filter((b) => b !== 0n),
        (a, b) => {
          const [quotient = '', rest = ''] = render('{{ a // b }} {{ a % b }}', { a, b }).split(' ');
          expect(BigInt(quotient) * b + BigInt(rest)).toBe(a);
          expect(rest === '0' || rest.startsWith('-') === b < 0n).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('compares exactly with a float', () => {
    expect(render('{{ 2**53 + 1 == 2.0**53 }} {{ 2**53 + 1 > 2.0**53 }} {{ 1 == 1.0 == true }}')).toBe(
      'False True True',
    );
  });
});

describe('a float', () => {
  it('prints the digits that read back the same', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = render('{{ x * 1.0 }}', { x });
        expect(Number(text)).toBe(Object.is(x, -0) ? -0 : x);
        expect(text).toMatch(/[.e]/);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['{{ 2.5|round }} {{ 3.5|round }} {{ 2.675|round(2) }}', '2.0 4.0 2.67'],
    ['{{ "%.0f" % 2.5 }} {{ "%.2f" % 0.125 }} {{ "%.1f" % 0.25 }}', '2 0.12 0.2'],
    ['{{ 1e16 }} {{ 1e15 }} {{ 0.0001 }} {{ 0.00001 }}', '1e+16 1000000000000000.0 0.0001 1e-05'],
  ])('%s rounds and prints as Python does', (template, expected) => {
    expect(render(template)).toBe(expected);
  });
});
