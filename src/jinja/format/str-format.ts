import { getItem } from '../objects/get-item.js';
import { repr, str } from '../objects/print.js';
import { attributeError, indexError, keyError, typeError, valueError } from '../objects/py-error.js';
import { textRepr } from '../objects/text-repr.js';
import type { Args, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { typeName } from '../objects/type-name.js';
import { asciiRepr } from './ascii-repr.js';
import { type FormatField, parseFormat, parseName } from './format-field.js';

/** Where the fields of a format string get their values. */
export interface FieldSource {
  readonly args: Args;
  /** The value of a keyword; `undefined` if there is none. */
  readonly keyword: (name: string) => PyValue | undefined;
  /** What becomes of a value and its spec. */
  readonly format: (value: PyValue, spec: string) => string;
}

/** Counts the fields without a name. */
interface Numbering {
  next: number;
  manual: boolean;
}

/** `text.format(...)`. */
export function strFormat(rt: Runtime, text: string, source: FieldSource): string {
  return expand(rt, text, source, { next: 0, manual: false }, 2);
}

function expand(rt: Runtime, text: string, source: FieldSource, numbering: Numbering, depth: number): string {
  if (depth < 0) throw valueError('Max string recursion exceeded');
  let out = '';
  for (const { literal, field } of parseFormat(text)) {
    rt.step();
    out += literal;
    if (field === undefined) continue;
    const value = convert(rt, fieldValue(rt, field, source, numbering), field.conversion);
    const spec = field.spec.includes('{') ? expand(rt, field.spec, source, numbering, depth - 1) : field.spec;
    out += source.format(value, spec);
  }
  rt.reserve(out.length);
  return out;
}

function fieldValue(rt: Runtime, field: FormatField, source: FieldSource, numbering: Numbering): PyValue {
  const { first, steps } = parseName(field.name);
  let value = firstValue(first, source, numbering);
  for (const step of steps) {
    value = step.kind === 'attribute' ? attributeOf(rt, value, step.name) : itemOf(rt, value, step.name);
  }
  return value;
}

function firstValue(first: string, source: FieldSource, numbering: Numbering): PyValue {
  if (first !== '' && !/^\d+$/.test(first)) {
    const value = source.keyword(first);
    if (value === undefined) throw keyError(textRepr(first));
    return value;
  }
  const index = first === '' ? automatic(numbering) : manual(numbering, Number(first));
  const value = source.args[index];
  if (value === undefined) {
    throw indexError(`Replacement index ${index} out of range for positional args tuple`);
  }
  return value;
}

function automatic(numbering: Numbering): number {
  if (numbering.manual) {
    throw valueError('cannot switch from manual field specification to automatic field numbering');
  }
  numbering.next += 1;
  return numbering.next - 1;
}

function manual(numbering: Numbering, index: number): number {
  if (numbering.next > 0) {
    throw valueError('cannot switch from automatic field numbering to manual field specification');
  }
  numbering.manual = true;
  return index;
}

function attributeOf(rt: Runtime, value: PyValue, name: string): PyValue {
  const attribute = rt.getAttribute(value, name);
  if (attribute === undefined) {
    throw attributeError(`'${typeName(value)}' object has no attribute '${name}'`);
  }
  return attribute;
}

function itemOf(rt: Runtime, value: PyValue, name: string): PyValue {
  const key = /^\d+$/.test(name) ? Number(name) : name;
  const item = getItem(rt, value, key);
  if (item !== undefined) return item;
  if (typeName(value) === 'dict') throw keyError(repr(rt, key));
  if (typeof key === 'number') throw indexError(`${typeName(value)} index out of range`);
  throw typeError(`${typeName(value)} indices must be integers or slices, not str`);
}

function convert(rt: Runtime, value: PyValue, conversion: string | undefined): PyValue {
  switch (conversion) {
    case undefined:
      return value;
    case 's':
      return str(rt, value);
    case 'r':
      return repr(rt, value);
    case 'a':
      return asciiRepr(rt, value);
    default:
      throw valueError(`Unknown conversion specifier '${conversion}'`);
  }
}
