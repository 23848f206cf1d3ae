import { escapedText, escapeHtml } from '../objects/escape.js';
import { Markup } from '../objects/markup.js';
import { PyDict } from '../objects/py-dict.js';
import { typeError, valueError } from '../objects/py-error.js';
import type { PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { Undefined } from '../objects/undefined.js';
import { stripTags } from '../methods/html.js';
import { filter, type FilterRuntime } from './filter.js';
import { plainText } from './soft-text.js';
import { str } from '../objects/print.js';
import { typeName } from '../objects/type-name.js';

const escape = (run: FilterRuntime, value: PyValue | undefined): PyValue =>
  value instanceof Markup ? value : new Markup(escapedText(run, value ?? null));

/** Filters that know HTML. */
export const htmlFilters = [
  filter('escape(s)', (run, [s]) => escape(run, s)),
  filter('e(s)', (run, [s]) => escape(run, s)),
  filter('forceescape(value)', (run, [value]) => new Markup(escapeHtml(htmlOf(run, value ?? null)))),
  filter('safe(value)', (run, [value]) => new Markup(htmlOf(run, value ?? null))),
  filter('striptags(value)', (run, [value]) => stripTags(htmlOf(run, value ?? null))),
  filter('xmlattr(d, autospace=True)', (run, [d, autospace]) =>
    xmlAttributes(run, d ?? null, truth(run, autospace ?? true)),
  ),
];

function htmlOf(run: FilterRuntime, value: PyValue): string {
  const hook = typeof value === 'object' ? value?.type.hooks.html : undefined;
  if (hook !== undefined && typeof value === 'object' && value !== null) return hook(run, value);
  return value instanceof Markup ? value.text : str(run, value);
}

function xmlAttributes(run: FilterRuntime, attributes: PyValue, autospace: boolean): PyValue {
  if (!(attributes instanceof PyDict)) {
    throw typeError(`'${typeName(attributes)}' object has no attribute 'items'`);
  }
  const parts: string[] = [];
  for (const { key, value } of attributes.entries.values()) {
    if (value === null || value instanceof Undefined) continue;
    const name = plainText(run, key);
    if (/[\s/>=]/.test(name)) throw valueError(`Invalid character in attribute name: '${name}'`);
    parts.push(`${escapedText(run, key)}="${escapedText(run, value)}"`);
  }
  const text = parts.join(' ');
  const spaced = autospace && text !== '' ? ` ${text}` : text;
  return run.autoescape ? new Markup(spaced) : spaced;
}
