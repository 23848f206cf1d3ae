import { escapedText } from '../objects/escape.js';
import { getItem } from '../objects/get-item.js';
import { repr, str } from '../objects/print.js';
import { keyError, typeError, valueError } from '../objects/py-error.js';
import { textRepr } from '../objects/text-repr.js';
import { textOf, toIndex } from '../objects/coerce.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { Undefined } from '../objects/undefined.js';
import { asciiRepr } from './ascii-repr.js';
import { type FormatSpec, pad } from './format-spec.js';
import { formatPercentNumber } from './percent-number.js';

/** `text % args`. */
export function percentFormat(rt: Runtime, text: string, args: PyValue): string {
  return new PercentFormat(
    rt,
    args,
    (value) => str(rt, value),
    (value) => repr(rt, value),
  ).run(text);
}

/** The same for Markup: what goes in is escaped. */
export function percentFormatMarkup(rt: Runtime, text: string, args: PyValue): string {
  const escape = (value: PyValue): string => escapedText(rt, value);
  return new PercentFormat(rt, args, escape, (value) => escapedText(rt, repr(rt, value))).run(text);
}

const directive = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^])?/gu;

/** One use of the operator: keeps track of the arguments used. */
class PercentFormat {
  readonly #rt: Runtime;
  readonly #args: PyValue;
  readonly #positional: readonly PyValue[];
  readonly #str: (value: PyValue) => string;
  readonly #repr: (value: PyValue) => string;
  #used = 0;

  constructor(
    rt: Runtime,
    args: PyValue,
    toStr: (value: PyValue) => string,
    toRepr: (value: PyValue) => string,
  ) {
    this.#rt = rt;
    this.#args = args;
    this.#positional = args instanceof PyTuple ? args.items : [args];
    this.#str = toStr;
    this.#repr = toRepr;
  }

  run(text: string): string {
    const out = text.replace(directive, (whole: string, ...groups: readonly (string | undefined)[]) =>
      this.#directive(whole, groups),
    );
    if (this.#used < this.#positional.length && !isMapping(this.#args)) {
      throw typeError('not all arguments converted during string formatting');
    }
    this.#rt.reserve(out.length);
    return out;
  }

  #directive(
    whole: string,
    [key, flags = '', width, precision, type]: readonly (string | undefined)[],
  ): string {
    if (type === undefined) throw valueError('incomplete format');
    // A key is looked up even for `%%`, and a width of `*` takes its argument first.
    const keyed = key === undefined ? undefined : this.#keyed(key);
    const size = width === '*' ? toIndex(this.#next()) : Number(width ?? 0);
    const digits = precision === '*' ? toIndex(this.#next()) : precision;
    const count =
      digits === undefined
        ? whole.includes('.') && /\.[hlL]?[^]$/u.test(whole)
          ? 0
          : undefined
        : Number(digits);
    if (type === '%') return '%';
    const value = keyed ?? (key === undefined ? this.#next() : null);
    const left = flags.includes('-') || size < 0;
    const spec: FormatSpec = {
      fill: flags.includes('0') && !left && !'csra'.includes(type) ? '0' : ' ',
      align: left ? '<' : flags.includes('0') && !'csra'.includes(type) ? '=' : '>',
      sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : undefined,
      zero: false,
      noNegativeZero: false,
      alternate: flags.includes('#'),
      width: Math.abs(size),
      grouping: undefined,
      precision: count === undefined ? undefined : Math.max(0, count),
      type,
    };
    return this.#convert(value, spec);
  }

  #convert(value: PyValue, spec: FormatSpec): string {
    switch (spec.type) {
      case 's':
        return this.#text(this.#str(value), spec);
      case 'r':
        return this.#text(this.#repr(value), spec);
      case 'a':
        return this.#text(asciiRepr(this.#rt, value), spec);
      case 'c':
        return this.#text(character(value), { ...spec, precision: undefined });
      default:
        return formatPercentNumber(this.#rt, value, spec);
    }
  }

  #text(text: string, spec: FormatSpec): string {
    const { precision } = spec;
    const shown = precision === undefined ? text : Array.from(text).slice(0, precision).join('');
    return pad(this.#rt, shown, spec, '>');
  }

  #next(): PyValue {
    const value = this.#positional[this.#used];
    if (value === undefined) throw typeError('not enough arguments for format string');
    this.#used += 1;
    return value;
  }

  #keyed(key: string): PyValue {
    if (!isMapping(this.#args)) throw typeError('format requires a mapping');
    const value = getItem(this.#rt, this.#args, key);
    if (value === undefined) throw keyError(textRepr(key));
    return value;
  }
}

/** Everything with items but str and tuple counts as a mapping: then arguments may be left over. */
function isMapping(value: PyValue): boolean {
  if (typeof value !== 'object' || value === null || value instanceof PyTuple) return false;
  return (
    textOf(value) === undefined && (value instanceof Undefined || value.type.hooks.getItem !== undefined)
  );
}

function character(value: PyValue): string {
  const text = textOf(value);
  if (text !== undefined && Array.from(text).length === 1) return text;
  if (typeof value === 'boolean') return String.fromCodePoint(Number(value));
  if (typeof value === 'number' && value >= 0 && value <= 0x10ffff) return String.fromCodePoint(value);
  throw typeError('%c requires int or char');
}
