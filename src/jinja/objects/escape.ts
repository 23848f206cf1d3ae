import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { Markup } from './markup.js';
import { str } from './print.js';

const special = /[&<>'"]/g;

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);

/** Text with the characters that HTML gives a meaning replaced. */
export function escapeHtml(text: string): string {
  return text.replace(special, (character) => entities.get(character) ?? character);
}

/** `markupsafe.escape(value)` as text: what is Markup already stays as it is. */
export function escapedText(rt: Runtime, value: PyValue): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object' && value !== null) {
    const hook = value.type.hooks.html;
    if (hook !== undefined) return hook(rt, value);
  }
  return escapeHtml(str(rt, value));
}
