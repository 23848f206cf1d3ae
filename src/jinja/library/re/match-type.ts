import { method, property, rawMethod } from '../../objects/attribute.js';
import { PyDict } from '../../objects/py-dict.js';
import { PySlice } from '../../objects/py-slice.js';
import { PyTuple } from '../../objects/py-tuple.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import { textOf, toText } from '../../objects/coerce.js';
import { textRepr } from '../../objects/text-repr.js';
import { raise } from '../raise.js';
import type { PyMatch } from './match.js';
import { expandTemplate, parseTemplate } from './template.js';

/** Python's `re.Match`. */
export const matchType: PyType = makeType<PyMatch>({
  name: 'Match',
  module: 're',
  repr: (_rt, self) =>
    `<re.Match object; span=(${self.startOf(0)}, ${self.endOf(0)}), match=${shortRepr(self.textOf(0) ?? '', 50)}>`,
  truth: () => true,
  getItem: (_rt, self, key) => {
    const group = key instanceof PySlice ? undefined : findGroup(self, key);
    return group === undefined ? undefined : self.groupOr(group, null);
  },
  attributes: {
    group: rawMethod('group', (_rt, self: PyMatch, args) => groupMethod(self, args)),
    groups: method(
      'groups(default=None)',
      (_rt, self: PyMatch, [fallback]) => new PyTuple(self.groups(fallback ?? null)),
    ),
    groupdict: method('groupdict(default=None)', (_rt, self: PyMatch, [fallback]) =>
      groupDict(self, fallback ?? null),
    ),
    start: method('start(group=0)', (_rt, self: PyMatch, [group]) =>
      self.startOf(groupArg(self, group ?? 0)),
    ),
    end: method('end(group=0)', (_rt, self: PyMatch, [group]) => self.endOf(groupArg(self, group ?? 0))),
    span: method('span(group=0)', (_rt, self: PyMatch, [group]) => span(self, groupArg(self, group ?? 0))),
    expand: method('expand(template)', (_rt, self: PyMatch, [template]) =>
      expandTemplate(parseTemplate(self.pattern, toText(template)), self),
    ),
    pos: property((_rt, self) => self.pos),
    endpos: property((_rt, self) => self.endpos),
    lastindex: property((_rt, self) => self.lastIndex ?? null),
    lastgroup: property((_rt, self) => lastGroup(self)),
    re: property((_rt, self) => self.pattern),
    string: property((_rt, self) => self.subject.value),
    regs: property(
      (_rt, self) =>
        new PyTuple(Array.from({ length: self.pattern.groups + 1 }, (_, group) => span(self, group))),
    ),
  },
});

/** `%.50R`: a repr that may be cut off anywhere. */
export function shortRepr(text: string, limit: number): string {
  return Array.from(textRepr(text)).slice(0, limit).join('');
}

function span(match: PyMatch, group: number): PyTuple {
  return new PyTuple([match.startOf(group), match.endOf(group)]);
}

function findGroup(match: PyMatch, key: PyValue): number | undefined {
  const name = textOf(key);
  if (name !== undefined) return match.pattern.names.get(name);
  const index = typeof key === 'boolean' ? Number(key) : key;
  return typeof index === 'number' && index >= 0 && index <= match.pattern.groups ? index : undefined;
}

function groupArg(match: PyMatch, key: PyValue): number {
  return findGroup(match, key) ?? raise('IndexError', 'no such group');
}

function groupMethod(match: PyMatch, args: readonly PyValue[]): PyValue {
  const [only] = args;
  if (only === undefined) return match.groupOr(0, null);
  const texts = args.map((key) => match.groupOr(groupArg(match, key), null));
  return texts.length === 1 ? (texts[0] ?? null) : new PyTuple(texts);
}

function groupDict(match: PyMatch, fallback: PyValue): PyDict {
  const dict = new PyDict();
  for (const [name, group] of match.pattern.names) dict.setText(name, match.groupOr(group, fallback));
  return dict;
}

function lastGroup(match: PyMatch): PyValue {
  const last = match.lastIndex;
  for (const [name, group] of match.pattern.names) if (group === last) return name;
  return null;
}
