import { method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { PyDict } from '../../objects/py-dict.js';
import { PyIterator } from '../../objects/py-iterator.js';
import { PyList } from '../../objects/py-list.js';
import { PyTuple } from '../../objects/py-tuple.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { toIndex } from '../../objects/coerce.js';
import { FLAG } from './flags.js';
import { shortRepr } from './match-type.js';
import type { MatchKind, PyPattern } from './pattern.js';
import { flagNames } from './regex-flag.js';
import { replaceAll, splitAll } from './replace.js';
import { subjectOf } from './subject.js';

/** Python's `re.Pattern`. */
export const patternType: PyType = makeType<PyPattern>({
  name: 'Pattern',
  module: 're',
  repr: (_rt, self) => patternRepr(self),
  hash: (_rt, self) => compoundKey('pattern', self.source, self.flags),
  equals: (_rt, self, other) =>
    isPattern(other) ? self.source === other.source && self.flags === other.flags : undefined,
  attributes: {
    search: finder('search'),
    match: finder('match'),
    fullmatch: finder('fullmatch'),
    findall: method('findall(string, pos=0, endpos=0)', (rt, self: PyPattern, [text, pos, endpos]) =>
      findAll(rt, self, text, pos, endpos),
    ),
    finditer: method('finditer(string, pos=0, endpos=0)', (rt, self: PyPattern, [text, pos, endpos]) =>
      findIter(rt, self, text, pos, endpos),
    ),
    split: method(
      'split(string, maxsplit=0)',
      (rt, self: PyPattern, [text, limit]) =>
        new PyList(splitAll(rt, self, subjectOf(rt, text), countArg(limit))),
    ),
    sub: method(
      'sub(repl, string, count=0)',
      (rt, self: PyPattern, [replacement, text, count]) =>
        replaceAll(rt, self, replacement ?? null, subjectOf(rt, text), countArg(count)).text,
    ),
    subn: method('subn(repl, string, count=0)', (rt, self: PyPattern, [replacement, text, count]) => {
      const replaced = replaceAll(rt, self, replacement ?? null, subjectOf(rt, text), countArg(count));
      return new PyTuple([replaced.text, replaced.count]);
    }),
    pattern: property((_rt, self) => self.source),
    flags: property((_rt, self) => self.flags),
    groups: property((_rt, self) => self.groups),
    groupindex: property((_rt, self) => {
      const dict = new PyDict();
      for (const [name, group] of self.names) dict.setText(name, group);
      return dict;
    }),
  },
});

function isPattern(value: PyValue): value is PyPattern {
  return typeof value === 'object' && value !== null && value.type === patternType;
}

/** A limit of replacements or splits: a negative one allows none, 0 allows all. */
export function countArg(value: PyValue | undefined): number {
  return value === undefined ? 0 : toIndex(value);
}

function endArg(value: PyValue | undefined): number {
  return value === undefined ? Infinity : toIndex(value);
}

function finder(kind: MatchKind): ReturnType<typeof method<PyPattern>> {
  return method<PyPattern>(
    `${kind}(string, pos=0, endpos=0)`,
    (rt, self, [text, pos, endpos]) =>
      self.find(rt, subjectOf(rt, text), kind, countArg(pos), endArg(endpos)) ?? null,
  );
}

/** `findall`: whole matches, the one group, or tuples of groups. */
export function findAll(
  rt: Runtime,
  pattern: PyPattern,
  text: PyValue | undefined,
  pos?: PyValue,
  endpos?: PyValue,
): PyList {
  const found: PyValue[] = [];
  for (const match of pattern.findAll(rt, subjectOf(rt, text), countArg(pos), endArg(endpos))) {
    if (pattern.groups > 1) found.push(new PyTuple(match.groups('')));
    else found.push(match.groupOr(pattern.groups, ''));
    if (found.length % 1000 === 0) rt.reserve(found.length);
  }
  return new PyList(found);
}

/** `finditer`. */
export function findIter(
  rt: Runtime,
  pattern: PyPattern,
  text: PyValue | undefined,
  pos?: PyValue,
  endpos?: PyValue,
): PyIterator {
  const matches = pattern.findAll(rt, subjectOf(rt, text), countArg(pos), endArg(endpos));
  return new PyIterator(matches, 'callable_iterator object');
}

function patternRepr(pattern: PyPattern): string {
  const shown =
    (pattern.flags & (FLAG.LOCALE | FLAG.ASCII)) === 0 ? pattern.flags & ~FLAG.UNICODE : pattern.flags;
  const names = flagNames(shown);
  return `re.compile(${shortRepr(pattern.source, 200)}${names === '' ? '' : `, ${names}`})`;
}
