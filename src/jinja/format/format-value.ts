import { codePointCount, codePointSlice } from '../objects/code-points.js';
import { textOf } from '../objects/coerce.js';
import { str } from '../objects/print.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { typeName } from '../objects/type-name.js';
import { type FormatSpec, pad, parseSpec } from './format-spec.js';
import { formatFloat, formatInt, unknownCode } from './number-format.js';

/** `format(value, spec)`. */
export function formatValue(rt: Runtime, value: PyValue, spec: string): string {
  if (spec === '') return str(rt, value);
  const text = textOf(value);
  if (text !== undefined) return formatText(rt, text, parseSpec(spec));
  if (typeof value === 'boolean') return formatBool(rt, value, parseSpec(spec));
  if (typeof value === 'number' || typeof value === 'bigint') return formatInt(rt, value, parseSpec(spec));
  if (value instanceof PyFloat) return formatFloat(rt, value.value, parseSpec(spec));
  const hook = typeof value === 'object' ? value?.type.hooks.format : undefined;
  if (hook !== undefined && typeof value === 'object' && value !== null) return hook(rt, value, spec);
  throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

function formatBool(rt: Runtime, value: boolean, spec: FormatSpec): string {
  return formatInt(rt, value ? 1 : 0, spec);
}

function formatText(rt: Runtime, text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownCode(spec.type, 'str');
  if (spec.sign !== undefined) throw valueError('Sign not allowed in string format specifier');
  if (spec.alternate) throw valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== undefined) throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.align === '=') {
    throw valueError("'=' alignment not allowed in string format specifier");
  }
  const { precision } = spec;
  const shown =
    precision === undefined || precision >= codePointCount(text) ? text : codePointSlice(text, 0, precision);
  return pad(rt, shown, spec, '<');
}
