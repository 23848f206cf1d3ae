import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';

/** `text % args`. */
export function percentFormat(_rt: Runtime, text: string, _args: PyValue): string {
  return text;
}

/** The same for Markup: what goes in is escaped. */
export function percentFormatMarkup(_rt: Runtime, text: string, _args: PyValue): string {
  return text;
}
