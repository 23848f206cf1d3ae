import { SyntaxProblem } from './syntax-error.js';

const escape =
  /\\(?:\n|x([\da-fA-F]{0,2})|u([\da-fA-F]{0,4})|U([\da-fA-F]{0,8})|N(\{[^}]*\})?|([0-7]{1,3})|([^]))/g;

const simple: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** What a string literal stands for: Python's escapes; those that Python does not know stay as written. */
export function unescapeString(body: string, offset: number): string {
  if (!body.includes('\\')) return body;
  return body.replace(escape, (whole: string, ...groups: readonly (string | undefined)[]) => {
    const [hex2, hex4, hex8, named, octal, other] = groups;
    if (hex2 !== undefined) return fromHex(hex2, 2, offset);
    if (hex4 !== undefined) return fromHex(hex4, 4, offset);
    if (hex8 !== undefined) return fromHex(hex8, 8, offset);
    if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
    if (other !== undefined) return simple.get(other) ?? whole;
    if (whole === '\\\n') return '';
    throw new SyntaxProblem(`character names such as \\N${named ?? ''} are not supported`, offset);
  });
}

function fromHex(digits: string, length: number, offset: number): string {
  const code = parseInt(digits, 16);
  if (digits.length === length && code <= 0x10ffff) return String.fromCodePoint(code);
  throw new SyntaxProblem('truncated or illegal \\x, \\u or \\U escape in a string', offset);
}
