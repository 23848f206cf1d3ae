import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExactNumber, fromDecimalText } from '../../../../src/adapters/aws/exact-number.js';
import { makeJinja, variablesFromJs } from '../../../../src/jinja/index.js';
import { jsonText } from '../../../../src/job/json-text.js';
import { pythonDecimal } from '../../../../src/job/python-number.js';
import { pythonText } from '../../../../src/job/python-text.js';

describe('fromDecimalText', () => {
  it.each([
    ['0', 0],
    ['-17', -17],
    ['0.1', 0.1],
    ['1.5', 1.5],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740993', 9007199254740993n],
    ['-12345678901234567890123456789012345678', -12345678901234567890123456789012345678n],
    ['3.1415926535897932384626433832795028842', new ExactNumber('3.1415926535897932384626433832795028842')],
    ['1.50', new ExactNumber('1.50')],
    ['1E+100', new ExactNumber('1E+100')],
    ['0.0000000001', new ExactNumber('0.0000000001')],
  ])('reads %s', (text, expected) => {
    expect(fromDecimalText(text)).toStrictEqual(expected);
  });

  it("has the text of Python's Decimal, whatever the number", () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,17})?(E[+-]?\d{1,2})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        // A Decimal can be a negative zero; DynamoDB's numbers cannot.
        fc.pre(Number(text) !== 0);
        expect(pythonText(fromDecimalText(text))).toBe(pythonDecimal(text));
      }),
    );
  });

  it('gives templates and JSON a number', () => {
    const value = [fromDecimalText('12345678901234567890'), fromDecimalText('1.25'), fromDecimalText('1.50')];
    expect(makeJinja().render('{{ value[0] + 1 }} {{ value[2] }}', variablesFromJs({ value }))).toBe(
      '12345678901234567891 1.5',
    );
    expect(jsonText(value)).toBe('[12345678901234567000,1.25,1.5]');
    expect(String(new ExactNumber('1E+100'))).toBe('1E+100');
  });
});
