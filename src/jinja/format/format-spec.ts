import { codePointCount } from '../objects/code-points.js';
import { valueError } from '../objects/py-error.js';
import type { Runtime } from '../objects/runtime.js';

/** A format spec: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^' | undefined;
  /** `0` before the width: numbers are filled behind their sign. */
  readonly zero: boolean;
  readonly sign: '+' | '-' | ' ' | undefined;
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | undefined;
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:([^])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([^])?$/u;

/** Reads a format spec. */
export function parseSpec(text: string): FormatSpec {
  const match = pattern.exec(text);
  if (match === null) throw specError(text);
  const [, fill, align, sign, noNegativeZero, alternate, zero, width, grouping, precision, type] = match;
  const [size, digits] = [toSize(width), toSize(precision)];
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align as FormatSpec['align'],
    zero: zero !== undefined,
    sign: sign as FormatSpec['sign'],
    noNegativeZero: noNegativeZero !== undefined,
    alternate: alternate !== undefined,
    width: size ?? 0,
    grouping: grouping as FormatSpec['grouping'],
    precision: digits,
    type: type ?? '',
  };
}

function specError(text: string): Error {
  if (/[,_][,_]/.test(text)) return valueError("Cannot specify both ',' and '_'.");
  if (/\.$|\.[^\d]/.test(text)) return valueError('Format specifier missing precision');
  return valueError('Invalid format specifier');
}

function toSize(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  const size = Number(digits);
  if (!Number.isSafeInteger(size)) throw valueError('Too many decimal digits in format string');
  return size;
}

/** Fills a text up to the width of a spec. */
export function pad(rt: Runtime, text: string, spec: FormatSpec, usual: '<' | '>'): string {
  const missing = spec.width - codePointCount(text);
  if (missing <= 0) return text;
  rt.reserve(spec.width);
  const align = spec.align ?? usual;
  const left = align === '>' || align === '=' ? missing : align === '^' ? Math.floor(missing / 2) : 0;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}
