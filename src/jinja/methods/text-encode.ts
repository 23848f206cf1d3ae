import { classMethod, method } from '../objects/attribute.js';
import { textOf, toText } from '../objects/coerce.js';
import { codePoints } from '../objects/code-points.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyBytes } from '../objects/py-bytes.js';
import { PyDict } from '../objects/py-dict.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { getItem } from '../objects/get-item.js';
import { encodeText } from './codecs.js';

/** Methods of `str` that change its letters by a table, or make bytes of it. */
export const encodeMethods = {
  encode: method<string>('encode(encoding="utf-8", errors="strict")', (rt, self, [encoding, errors]) => {
    rt.reserve(self.length);
    return new PyBytes(encodeText(self, toText(encoding ?? 'utf-8'), toText(errors ?? 'strict')));
  }),
  translate: method<string>('translate(table, /)', (rt, self, [table]) => {
    rt.step(self.length);
    return codePoints(self)
      .map((letter) => translateLetter(rt, letter, table ?? null))
      .join('');
  }),
  maketrans: classMethod('maketrans(x, y=None, z=None, /)', (rt, _cls, [x, y, z]) =>
    y === undefined ? tableOfDict(rt, x ?? null) : tableOfTexts(rt, toText(x), toText(y), toText(z ?? '')),
  ),
};

function translateLetter(rt: Runtime, letter: string, table: PyValue): string {
  const replacement = getItem(rt, table, letter.codePointAt(0) ?? 0);
  if (replacement === undefined) return letter;
  if (replacement === null) return '';
  if (typeof replacement === 'number') return String.fromCodePoint(replacement);
  return toText(replacement, 'character mapping');
}

function tableOfDict(rt: Runtime, source: PyValue): PyDict {
  if (!(source instanceof PyDict)) {
    throw typeError('if you give only one argument to maketrans it must be a dict');
  }
  const table = new PyDict();
  for (const { key, value } of source.entries.values()) {
    const letter = textOf(key);
    table.set(rt, letter === undefined ? key : (letter.codePointAt(0) ?? 0), value);
  }
  return table;
}

function tableOfTexts(rt: Runtime, from: string, to: string, gone: string): PyDict {
  const [left, right] = [Array.from(from), Array.from(to)];
  if (left.length !== right.length) {
    throw valueError('the first two maketrans arguments must have equal length');
  }
  const table = new PyDict();
  for (const [at, letter] of left.entries()) {
    table.set(rt, letter.codePointAt(0) ?? 0, right[at]?.codePointAt(0) ?? 0);
  }
  for (const letter of gone) table.set(rt, letter.codePointAt(0) ?? 0, null);
  return table;
}
