/** What `float()` takes off the ends, which is not quite what `trim` does. */
const blanks = String.raw`[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*`;
const digits = String.raw`\d(?:_?\d)*`;
const decimal = `(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:e[+-]?${digits})?`;
const pythonFloat = new RegExp(`^${blanks}([+-]?)(?:(${decimal})|(inf(?:inity)?)|nan)${blanks}$`, 'i');

const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** Unicode's decimal digits come in runs of ten, from zero to nine; a few of the runs follow each other. */
const digitValue = (code: number): number => {
  let zero = code;
  while (isDigit(zero - 1)) zero -= 1;
  return (code - zero) % 10;
};

const asciiDigits = (text: string): string =>
  text.replace(/(?!\d)\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));

/** Reads a number as Python's `float()` reads text; `undefined` where Python raises ValueError. */
export const parsePythonFloat = (text: string): number | undefined => {
  const match = pythonFloat.exec(asciiDigits(text));
  if (match === null) return undefined;
  const [, sign, number, infinity] = match;
  const magnitude =
    number === undefined
      ? infinity === undefined
        ? Number.NaN
        : Number.POSITIVE_INFINITY
      : Number(number.replaceAll('_', ''));
  return sign === '-' ? -magnitude : magnitude;
};
