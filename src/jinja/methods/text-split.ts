import { type MethodAttribute, method } from '../objects/attribute.js';
import { textOf, toIndex, toText } from '../objects/coerce.js';
import { iterate } from '../objects/iterate.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { truth } from '../objects/truth.js';
import { typeName } from '../objects/type-name.js';
import { lineBreak, spaceRun, strip } from './white-space.js';

/** Methods of `str` that take it apart and put it together. */
export const splitMethods = {
  split: splitting('split', false),
  rsplit: splitting('rsplit', true),
  splitlines: method<string>('splitlines(keepends=False)', (rt, self, [keepEnds]) => {
    rt.reserve(self.length);
    return new PyList(splitLines(self, truth(rt, keepEnds ?? false)));
  }),
  partition: method<string>('partition(sep, /)', (_rt, self, [sep]) => partition(self, toText(sep), false)),
  rpartition: method<string>('rpartition(sep, /)', (_rt, self, [sep]) => partition(self, toText(sep), true)),
  join: method<string>('join(iterable, /)', (rt, self, [items]) => joinTexts(rt, self, items ?? null)),
};

function splitting(name: string, fromEnd: boolean): MethodAttribute<string> {
  return method<string>(`${name}(sep=None, maxsplit=-1)`, (rt, self, [sep, maxsplit]) => {
    rt.reserve(self.length);
    const limit = toIndex(maxsplit ?? -1);
    const separator = sep === undefined || sep === null ? undefined : toText(sep);
    if (separator === '') throw valueError('empty separator');
    const parts =
      separator === undefined ? splitSpace(self, limit, fromEnd) : splitText(self, separator, limit, fromEnd);
    rt.step(parts.length);
    return new PyList(parts);
  });
}

function splitText(text: string, separator: string, limit: number, fromEnd: boolean): PyValue[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  if (fromEnd) {
    const at = parts.length - limit;
    return [parts.slice(0, at).join(separator), ...parts.slice(at)];
  }
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

/** Runs of white space separate; those at the ends do not count. */
function splitSpace(text: string, limit: number, fromEnd: boolean): PyValue[] {
  const trimmed = strip(text, undefined, true, true);
  if (trimmed === '') return [];
  const runs = [...trimmed.matchAll(spaceRun)];
  const used =
    limit < 0 ? runs : fromEnd ? runs.slice(Math.max(0, runs.length - limit)) : runs.slice(0, limit);
  // White space at the side that is not split any more stays.
  const whole = limit < 0 || runs.length <= used.length ? trimmed : strip(text, undefined, !fromEnd, fromEnd);
  const shift = whole.length - trimmed.length;
  const offset = fromEnd ? shift : 0;
  const parts: string[] = [];
  let from = 0;
  for (const run of used) {
    parts.push(whole.slice(from, run.index + offset));
    from = run.index + offset + run[0].length;
  }
  return [...parts, whole.slice(from)];
}

/** `text.splitlines()`. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const end of text.matchAll(lineBreak)) {
    lines.push(text.slice(from, keepEnds ? end.index + end[0].length : end.index));
    from = end.index + end[0].length;
  }
  return from < text.length ? [...lines, text.slice(from)] : lines;
}

function partition(text: string, separator: string, last: boolean): PyTuple {
  if (separator === '') throw valueError('empty separator');
  const at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
  if (at < 0) return new PyTuple(last ? ['', '', text] : [text, '', '']);
  return new PyTuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function joinTexts(rt: Runtime, separator: string, items: PyValue): string {
  const texts: string[] = [];
  let size = 0;
  for (const item of iterate(rt, items)) {
    const text = textOf(item);
    if (text === undefined) {
      throw typeError(`sequence item ${texts.length}: expected str instance, ${typeName(item)} found`);
    }
    texts.push(text);
    rt.step();
    size += text.length + separator.length;
    if ((texts.length & 1023) === 0) rt.reserve(size);
  }
  rt.reserve(size);
  return texts.join(separator);
}
