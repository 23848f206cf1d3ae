import { type MethodAttribute, method } from '../objects/attribute.js';
import { codePointCount, codePointIndex, codePointSlice } from '../objects/code-points.js';
import { textOf, toText } from '../objects/coerce.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PySlice } from '../objects/py-slice.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import { sliceBounds } from '../objects/slicing.js';
import { typeName } from '../objects/type-name.js';

/** Methods of `str` that look for text in it. */
export const searchMethods = {
  count: method<string>('count(sub, start=0, end=0, /)', (rt, self, [sub, start, end]) => {
    rt.step(self.length >> 6);
    const part = window(self, start, end);
    return part === undefined ? 0 : countText(part.text, toText(sub));
  }),
  find: finding('find', false, false),
  rfind: finding('rfind', true, false),
  index: finding('index', false, true),
  rindex: finding('rindex', true, true),
  startswith: matching('startswith', (text, affix) => text.startsWith(affix)),
  endswith: matching('endswith', (text, affix) => text.endsWith(affix)),
  removeprefix: method<string>('removeprefix(prefix, /)', (_rt, self, [prefix]) => {
    const text = toText(prefix, 'removeprefix() argument');
    return self.startsWith(text) ? self.slice(text.length) : self;
  }),
  removesuffix: method<string>('removesuffix(suffix, /)', (_rt, self, [suffix]) => {
    const text = toText(suffix, 'removesuffix() argument');
    return text !== '' && self.endsWith(text) ? self.slice(0, -text.length) : self;
  }),
};

interface Window {
  readonly text: string;
  /** Code points in front of it. */
  readonly offset: number;
}

/** The part of a text that `start` and `end` select; `undefined` if `start` is beyond the end. */
function window(text: string, start: PyValue = null, end: PyValue = null): Window | undefined {
  if (start === null && end === null) return { text, offset: 0 };
  const length = codePointCount(text);
  const bounds = sliceBounds(new PySlice(start, end, null), length);
  const tooFar = typeof start === 'number' && start > length;
  if (tooFar || bounds.stop < bounds.start) return undefined;
  return { text: codePointSlice(text, bounds.start, bounds.stop), offset: bounds.start };
}

/** How often `part` is in `text`, without overlap. */
function countText(text: string, part: string): number {
  if (part === '') return codePointCount(text) + 1;
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

function finding(name: string, last: boolean, strict: boolean): MethodAttribute<string> {
  return method<string>(`${name}(sub, start=0, end=0, /)`, (rt, self, [sub, start, end]) => {
    rt.step(self.length >> 6);
    const part = window(self, start, end);
    const wanted = toText(sub);
    const unit = part === undefined ? -1 : last ? part.text.lastIndexOf(wanted) : part.text.indexOf(wanted);
    if (part !== undefined && unit >= 0) return part.offset + codePointIndex(part.text, unit);
    if (strict) throw valueError('substring not found');
    return -1;
  });
}

function matching(name: string, test: (text: string, affix: string) => boolean): MethodAttribute<string> {
  return method<string>(`${name}(affix, start=0, end=0, /)`, (_rt, self, [affix, start, end]) => {
    const part = window(self, start, end);
    const affixes = affix instanceof PyTuple ? affix.items : [affix];
    return affixes.some((each) => {
      const text = textOf(each);
      if (text === undefined) {
        throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(each)}`);
      }
      return part !== undefined && test(part.text, text);
    });
  });
}
