import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { pythonText } from '../../src/job/python-text.js';
import { askPython } from './python.js';

class WrappedNumber {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

const seed = 20_241_101;

test('floats are written as Python writes them', () => {
  const floats = fc
    .sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 5000, seed })
    .filter((number) => !Number.isSafeInteger(number));
  // As text, so that both sides certainly begin with the same number.
  const texts = floats.map((number) => number.toExponential());
  expect(floats.map(pythonText)).toEqual(askPython('answer = [str(float(text)) for text in given]', texts));
});

test('wrapped numbers are written as Python writes a Decimal', () => {
  const texts = fc.sample(fc.stringMatching(/^-?(\d{1,20}(\.\d{0,12})?|\.\d{1,12})([eE][+-]?\d{1,2})?$/), {
    numRuns: 5000,
    seed,
  });
  const answer = askPython(
    'from decimal import Decimal\nanswer = [str(Decimal(text)) for text in given]',
    texts,
  );
  expect(texts.map((text) => pythonText(new WrappedNumber(text)))).toEqual(answer);
});

test('JSON values without fractions are written as Python writes them', () => {
  // Code points below 0x500: newer ones are shown or escaped as the version of Unicode has it, which differs.
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.string({ unit: fc.integer({ min: 0, max: 0x4ff }).map((code) => String.fromCodePoint(code)) }),
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '\n', '\u0001', '\u00a0', 'é', '😀', 'a', ' ') }),
      fc.array(tie('tree'), { maxLength: 4 }),
      // Keys that look like numbers would be put in another order by JavaScript.
      fc.dictionary(fc.stringMatching(/^[a-z' "é]+$/), tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const values = fc.sample(tree, { numRuns: 5000, seed });
  expect(values.map(pythonText)).toEqual(askPython('answer = [str(value) for value in given]', values));
});
