import { makeInt } from '../objects/make-int.js';
import { valueError } from '../objects/py-error.js';
import { textRepr } from '../objects/text-repr.js';
import { strip } from '../methods/white-space.js';

const prefixes: ReadonlyMap<string, number> = new Map([
  ['0x', 16],
  ['0o', 8],
  ['0b', 2],
]);

/** `int(text, base)`. */
export function parseIntText(text: string, base: number): number | bigint {
  const [, sign, body = ''] = /^([+-]?)([^]*)$/.exec(asciiDigits(strip(text, undefined, true, true))) ?? [];
  const prefix = prefixes.get(body.slice(0, 2).toLowerCase());
  const usesPrefix = prefix !== undefined && (base === 0 || base === prefix);
  const radix = base === 0 ? (prefix ?? 10) : base;
  const digits = (usesPrefix ? body.slice(2).replace(/^_/, '') : body).toLowerCase();
  const octalLike = base === 0 && !usesPrefix && /^0[0_]*[1-9]/.test(digits);
  if (!isNumeral(digits, radix) || octalLike) {
    throw valueError(`invalid literal for int() with base ${base}: ${textRepr(text)}`);
  }
  if (digits.length > 4300 && radix === 10) {
    throw valueError('Exceeds the limit (4300 digits) for integer string conversion');
  }
  const value = toBig(digits.replaceAll('_', ''), radix);
  return makeInt(sign === '-' ? -value : value);
}

function isNumeral(digits: string, radix: number): boolean {
  if (radix < 2 || radix > 36) throw valueError('int() base must be >= 2 and <= 36, or 0');
  if (!/^[\da-z]+(?:_[\da-z]+)*$/.test(digits)) return false;
  return Array.from(digits).every((digit) => digit === '_' || parseInt(digit, 36) < radix);
}

function toBig(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(parseInt(digit, 36));
  return value;
}

const floatPattern = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const special: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['infinity', Infinity],
  ['nan', NaN],
]);

/** `float(text)`. */
export function parseFloatText(text: string): number {
  const body = asciiDigits(strip(text, undefined, true, true));
  if (floatPattern.test(body)) return Number(body.replaceAll('_', ''));
  const named = special.get(body.replace(/^[+-]/, '').toLowerCase());
  if (named === undefined) throw valueError(`could not convert string to float: ${textRepr(text)}`);
  return body.startsWith('-') ? -named : named;
}

/** Decimal digits of any script as those of ASCII: they stand in blocks of ten. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    if (digit >= '0' && digit <= '9') return digit;
    let value = 0;
    let code = digit.codePointAt(0) ?? 0;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - 1))) {
      code -= 1;
      value += 1;
    }
    return String(value);
  });
}
