import { type MethodAttribute, method } from '../objects/attribute.js';
import { codePointCount } from '../objects/code-points.js';
import { textOf, toIndex, toText } from '../objects/coerce.js';
import { typeError } from '../objects/py-error.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { strip } from './white-space.js';

/** Methods of `str` that add or take away at its ends, or replace inside. */
export const padMethods = {
  center: padding('center', (missing, width) => {
    // Python puts the odd blank on the left only if the width is odd too.
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return [left, missing - left];
  }),
  ljust: padding('ljust', (missing) => [0, missing]),
  rjust: padding('rjust', (missing) => [missing, 0]),
  zfill: method<string>('zfill(width, /)', (rt, self, [width]) => {
    const missing = toIndex(width) - codePointCount(self);
    if (missing <= 0) return self;
    rt.reserve(missing);
    const sign = /^[+-]/.test(self) ? self.charAt(0) : '';
    return sign + '0'.repeat(missing) + self.slice(sign.length);
  }),
  strip: stripping('strip', true, true),
  lstrip: stripping('lstrip', true, false),
  rstrip: stripping('rstrip', false, true),
  expandtabs: method<string>('expandtabs(tabsize=8)', (rt, self, [size]) =>
    expandTabs(rt, self, toIndex(size ?? 8)),
  ),
  replace: method<string>('replace(old, new, count=-1, /)', (rt, self, [old, fresh, count]) =>
    replaceText(
      rt,
      self,
      toText(old, 'replace() argument 1'),
      toText(fresh, 'replace() argument 2'),
      toIndex(count ?? -1),
    ),
  ),
};

function padding(
  name: string,
  share: (missing: number, width: number) => readonly [number, number],
): MethodAttribute<string> {
  return method<string>(`${name}(width, fillchar=" ", /)`, (rt, self, [width, fill]) => {
    const total = toIndex(width);
    const character = textOf(fill ?? ' ');
    if (character === undefined || codePointCount(character) !== 1) {
      throw typeError('The fill character must be exactly one character long');
    }
    const missing = total - codePointCount(self);
    if (missing <= 0) return self;
    rt.reserve(total);
    const [left, right] = share(missing, total);
    return character.repeat(left) + self + character.repeat(right);
  });
}

function stripping(name: string, left: boolean, right: boolean): MethodAttribute<string> {
  return method<string>(`${name}(chars=None, /)`, (_rt, self, [characters]) =>
    strip(self, optionalText(characters), left, right),
  );
}

function optionalText(value: PyValue | undefined): string | undefined {
  return value === undefined || value === null ? undefined : toText(value, 'strip arg');
}

function expandTabs(rt: Runtime, text: string, size: number): string {
  let column = 0;
  let out = '';
  for (const character of text) {
    if (character === '\t') {
      const blanks = size > 0 ? size - (column % size) : 0;
      rt.reserve(blanks);
      out += ' '.repeat(blanks);
      column += blanks;
    } else {
      out += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return out;
}

/** `text.replace(old, fresh, count)`; a negative count replaces all. */
export function replaceText(rt: Runtime, text: string, old: string, fresh: string, count: number): string {
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
  const times = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  rt.step(parts.length);
  rt.reserve(text.length + times * fresh.length);
  const tail = parts.slice(times).join(old);
  return times === 0 ? text : parts.slice(0, times).join(fresh) + fresh + tail;
}
