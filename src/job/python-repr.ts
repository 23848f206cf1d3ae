/** Characters that Python shows as they are: neither control, format, unassigned nor separators, but for the blank. */
const printable = /^(?: |[^\p{C}\p{Z}])$/u;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

const escapeCode = (code: number): string => {
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
};

/** Python prefers single quotes, and takes double ones only where that saves escapes. */
const quoteFor = (hasSingle: boolean, hasDouble: boolean): string => (hasSingle && !hasDouble ? '"' : "'");

/** Text as Python's `repr()` writes it: `'it'`, `"it's"`, `'a\nb'`. */
export const pythonStringRepr = (text: string): string => {
  const quote = quoteFor(text.includes("'"), text.includes('"'));
  const shown = Array.from(text, (character) => {
    if (character === quote) return `\\${character}`;
    const short = shortEscapes.get(character);
    if (short !== undefined) return short;
    return printable.test(character) ? character : escapeCode(character.codePointAt(0) ?? 0);
  });
  return quote + shown.join('') + quote;
};

/** Bytes as Python's `repr()` writes them: `b'a\x00'`. */
export const pythonBytesRepr = (bytes: Uint8Array): string => {
  const quote = quoteFor(bytes.includes(0x27), bytes.includes(0x22));
  const shown = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    if (character === quote) return `\\${character}`;
    const short = shortEscapes.get(character);
    if (short !== undefined) return short;
    return byte >= 0x20 && byte < 0x7f ? character : escapeCode(byte);
  });
  return `b${quote}${shown.join('')}${quote}`;
};
