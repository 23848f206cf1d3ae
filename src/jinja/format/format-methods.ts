import { method, rawMethod } from '../objects/attribute.js';
import { escapedText, escapeHtml } from '../objects/escape.js';
import { getItem } from '../objects/get-item.js';
import { valueError } from '../objects/py-error.js';
import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { formatValue } from './format-value.js';
import { strFormat } from './str-format.js';

/** `str.format` and `str.format_map`. */
export const formatMethods = {
  format: rawMethod<string>('format', (rt, self, args, kwargs) =>
    strFormat(rt, self, {
      args,
      keyword: (name) => kwargs?.get(name),
      format: (value, spec) => formatValue(rt, value, spec),
    }),
  ),
  format_map: method<string>('format_map(mapping, /)', (rt, self, [mapping = null]) =>
    strFormat(rt, self, {
      args: [],
      keyword: (name) => getItem(rt, mapping, name),
      format: (value, spec) => formatValue(rt, value, spec),
    }),
  ),
};

/** `Markup.format`: what goes in is escaped. */
export function formatMarkup(rt: Runtime, text: string, args: Args, kwargs: Kwargs): string {
  return strFormat(rt, text, {
    args,
    keyword: (name) => kwargs?.get(name),
    format: (value, spec) => formatEscaped(rt, value, spec),
  });
}

function formatEscaped(rt: Runtime, value: PyValue, spec: string): string {
  const html = typeof value === 'object' ? value?.type.hooks.html : undefined;
  if (html === undefined)
    return spec === '' ? escapedText(rt, value) : escapeHtml(formatValue(rt, value, spec));
  if (spec !== '')
    throw valueError(`Format specifier ${spec} given, but the value does not define __html_format__`);
  return escapedText(rt, value);
}
