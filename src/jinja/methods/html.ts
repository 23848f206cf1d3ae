import { strip, spaceRun } from './white-space.js';

/** The names of characters that templates meet; HTML knows two thousand more. */
const names: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\xa0'],
  ['copy', '\xa9'],
  ['reg', '\xae'],
  ['hellip', '\u2026'],
  ['mdash', '\u2014'],
  ['ndash', '\u2013'],
  ['lsquo', '\u2018'],
  ['rsquo', '\u2019'],
  ['ldquo', '\u201c'],
  ['rdquo', '\u201d'],
  ['bull', '\u2022'],
  ['middot', '\xb7'],
  ['laquo', '\xab'],
  ['raquo', '\xbb'],
  ['euro', '\u20ac'],
  ['pound', '\xa3'],
  ['yen', '\xa5'],
  ['cent', '\xa2'],
  ['sect', '\xa7'],
  ['para', '\xb6'],
  ['deg', '\xb0'],
  ['times', '\xd7'],
  ['divide', '\xf7'],
  ['trade', '\u2122'],
]);

const entity = /&(?:#(\d+)|#[xX]([\da-fA-F]+)|(\w+));?/g;

/** HTML text with its entities turned into characters. */
export function unescapeHtml(text: string): string {
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return names.get(name) ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x10ffff || code === 0 ? '\ufffd' : String.fromCodePoint(code);
  });
}

/** `Markup.striptags()`: without comments and tags, white space made one blank, entities read. */
export function stripTags(text: string): string {
  const plain = removeBetween(removeBetween(text, '<!--', '-->'), '<', '>');
  return unescapeHtml(strip(plain.replace(spaceRun, ' '), undefined, true, true));
}

function removeBetween(text: string, open: string, close: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    out += text.slice(from, at);
    from = end + close.length;
  }
  return out + text.slice(from);
}
