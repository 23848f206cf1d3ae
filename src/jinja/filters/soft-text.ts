import { textOf } from '../objects/coerce.js';
import { Markup } from '../objects/markup.js';
import { str } from '../objects/print.js';
import type { PyValue } from '../objects/py-value.js';
import type { FilterRuntime } from './filter.js';
import { findMethod } from '../objects/get-attribute.js';

/** A value as text: Markup stays Markup. */
export function softText(run: FilterRuntime, value: PyValue | undefined): string | Markup {
  if (value instanceof Markup) return value;
  return str(run, value ?? null);
}

/** The plain text of a value. */
export function plainText(run: FilterRuntime, value: PyValue | undefined): string {
  return textOf(value) ?? str(run, value ?? null);
}

/** Calls a method of `str` on a value's text; on Markup it gives Markup. */
export function callText(
  run: FilterRuntime,
  value: PyValue | undefined,
  name: string,
  ...args: readonly PyValue[]
): PyValue {
  const text = softText(run, value);
  return findMethod(text, name)?.call(run, text, args, undefined) ?? null;
}

/** Applies a change to a value's text: Markup stays Markup. */
export function mapText(
  run: FilterRuntime,
  value: PyValue | undefined,
  change: (text: string) => string,
): PyValue {
  const text = softText(run, value);
  return text instanceof Markup ? new Markup(change(text.text)) : change(text);
}
