/** What `repr` writes as an escape: quotes and backslash are treated apart. */
const unprintable = /[\\\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu;
const simple = /^[ !#-&(-[\]-~]*$/;

const named: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  [' ', ' '],
]);

/** `repr` of a str. */
export function textRepr(text: string): string {
  if (simple.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(unprintable, (character) => named.get(character) ?? escapeText(character));
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** `repr` of bytes. */
export function bytesRepr(data: Uint8Array): string {
  const text = String.fromCharCode(...data);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = '';
  for (const character of text) {
    const plain = character >= ' ' && character <= '~' && character !== '\\';
    if (character === quote) out += `\\${quote}`;
    else out += plain ? character : (named.get(character) ?? escapeText(character));
  }
  return `b${quote}${out}${quote}`;
}

/** `\xNN`, `\uNNNN` or `\UNNNNNNNN`. */
export function escapeText(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
