import { repr } from '../objects/print.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { escapeText } from '../objects/text-repr.js';

/** `ascii(value)`: the repr with everything beyond ASCII escaped. */
export function asciiRepr(rt: Runtime, value: PyValue): string {
  return repr(rt, value).replace(/[^\0-\x7f]/gu, escapeText);
}
