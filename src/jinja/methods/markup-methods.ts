import {
  classMethod,
  type Attribute,
  type MethodAttribute,
  method,
  rawMethod,
} from '../objects/attribute.js';
import { escapedText } from '../objects/escape.js';
import { iterate } from '../objects/iterate.js';
import { Markup } from '../objects/markup.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { formatMarkup } from '../format/format-methods.js';
import { stripTags, unescapeHtml } from './html.js';
import { strMethods, type TextMethod } from './str-methods.js';

/** Methods of `str` whose result is Markup, and whose arguments are escaped. */
const wrapped = [
  'capitalize',
  'title',
  'lower',
  'upper',
  'replace',
  'ljust',
  'rjust',
  'lstrip',
  'rstrip',
  'center',
  'strip',
  'translate',
  'expandtabs',
  'swapcase',
  'zfill',
  'casefold',
  'removeprefix',
  'removesuffix',
  'partition',
  'rpartition',
  'split',
  'rsplit',
  'splitlines',
] as const;

/** Methods of `Markup`. */
export const markupMethods: Readonly<Record<string, Attribute<Markup>>> = {
  ...Object.fromEntries(Object.entries(strMethods).map(([name, each]) => [name, asText(each)])),
  ...Object.fromEntries(wrapped.map((name) => [name, asMarkup(strMethods[name])])),
  join: method<Markup>('join(iterable, /)', (rt, self, [items]) => {
    const parts: string[] = [];
    for (const item of iterate(rt, items ?? null)) {
      parts.push(escapedText(rt, item));
      rt.step();
    }
    return new Markup(parts.join(self.text));
  }),
  format: rawMethod<Markup>(
    'format',
    (rt, self, args, kwargs) => new Markup(formatMarkup(rt, self.text, args, kwargs)),
  ),
  striptags: method<Markup>('striptags()', (_rt, self) => stripTags(self.text)),
  unescape: method<Markup>('unescape()', (_rt, self) => unescapeHtml(self.text)),
  escape: classMethod('escape(s)', (rt, _cls, [value]) => new Markup(escapedText(rt, value ?? null))),
};

function asText(attribute: TextMethod | ReturnType<typeof classMethod>): Attribute<Markup> {
  if (attribute.kind === 'classMethod') return attribute;
  return rawMethod<Markup>(attribute.name, (rt, self, args, kwargs) =>
    attribute.call(rt, self.text, args, kwargs),
  );
}

function asMarkup(attribute: TextMethod): MethodAttribute<Markup> {
  return rawMethod<Markup>(attribute.name, (rt, self, args, kwargs) =>
    wrap(attribute.call(rt, self.text, escapeAll(rt, args), escapeKeywords(rt, kwargs))),
  );
}

function escapeAll(rt: Runtime, args: Args): Args {
  return args.map((value) => (typeof value === 'string' ? escapedText(rt, value) : value));
}

function escapeKeywords(rt: Runtime, kwargs: Kwargs): Kwargs {
  if (kwargs === undefined) return undefined;
  return new Map(Array.from(kwargs, ([name, value]) => [name, escapeAll(rt, [value])[0] ?? null]));
}

function wrap(value: PyValue): PyValue {
  if (typeof value === 'string') return new Markup(value);
  if (value instanceof PyList) return new PyList(value.items.map(wrap));
  return value instanceof PyTuple ? new PyTuple(value.items.map(wrap)) : value;
}
