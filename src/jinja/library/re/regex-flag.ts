import { property } from '../../objects/attribute.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import { FLAG } from './flags.js';

/** Python's `re.RegexFlag`: a number with the names of its bits. */
export class PyRegexFlag implements PyObject {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  get type(): PyType {
    return regexFlagType;
  }
}

/** The type of `re.IGNORECASE` and the like. */
export const regexFlagType: PyType = makeType<PyRegexFlag>({
  name: 'RegexFlag',
  module: 're',
  repr: (_rt, self) => flagNames(self.value) || 're.NOFLAG',
  truth: (_rt, self) => self.value !== 0,
  hash: (_rt, self) => self.value,
  equals: (_rt, self, other) =>
    flagValue(other) === undefined ? undefined : self.value === flagValue(other),
  order: (_rt, self, other) => {
    const value = flagValue(other);
    return value === undefined ? undefined : self.value - value;
  },
  binary: (_rt, operator, self, other) => {
    const value = flagValue(other);
    if (value === undefined) return undefined;
    if (operator === '|') return new PyRegexFlag(self.value | value);
    if (operator === '&') return new PyRegexFlag(self.value & value);
    if (operator === '^') return new PyRegexFlag(self.value ^ value);
    // `+` and `-` are those of int.
    if (operator === '+') return self.value + value;
    return undefined;
  },
  attributes: {
    value: property((_rt, self) => self.value),
    name: property((_rt, self) => flagNames(self.value).replaceAll('re.', '') || null),
  },
});

/** The number of a flag argument; `undefined` if it is none. */
export function flagValue(value: PyValue | undefined): number | undefined {
  if (value === undefined) return 0;
  if (value instanceof PyRegexFlag) return value.value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : undefined;
}

/** `re.IGNORECASE|re.MULTILINE`; empty for no flags. */
export function flagNames(flags: number): string {
  const names = Object.entries(FLAG).filter(([, value]) => (flags & value) !== 0);
  return names.map(([name]) => `re.${name}`).join('|');
}
