import { escapedText, escapeHtml } from '../objects/escape.js';
import { listItems, tryIterate } from '../objects/iterate.js';
import { Markup } from '../objects/markup.js';
import { str } from '../objects/print.js';
import { valueError } from '../objects/py-error.js';
import { PyBytes } from '../objects/py-bytes.js';
import { PyDict } from '../objects/py-dict.js';
import type { PyValue } from '../objects/py-value.js';
import { textOf, toIndex } from '../objects/coerce.js';
import { truth } from '../objects/truth.js';
import { filter, type FilterRuntime } from './filter.js';
import { filterArgumentError } from './filter-error.js';
import { urlize } from './urlize.js';

/** Filters that make URLs. */
export const urlFilters = [
  filter('urlencode(value)', (run, [value]) => urlEncode(run, value ?? null)),
  filter(
    'urlize(value, trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None)',
    (run, [value = null, limit, nofollow, target, rel, schemes]) => {
      const words = new Set((textOf(rel) ?? '').split(/\s+/).filter((word) => word !== ''));
      if (truth(run, nofollow ?? false)) words.add('nofollow');
      words.add('noopener');
      const extra =
        schemes === undefined || schemes === null
          ? []
          : listItems(run, schemes).map((item) => str(run, item));
      for (const scheme of extra) checkScheme(scheme);
      const text = urlize(escapedText(run, value), {
        limit: limit === undefined || limit === null ? undefined : toIndex(limit),
        rel: escapeHtml([...words].sort().join(' ')),
        target: target === undefined || target === null ? undefined : escapedText(run, target),
        extraSchemes: extra,
      });
      run.reserve(text.length);
      return run.autoescape ? new Markup(text) : text;
    },
  ),
];

function checkScheme(scheme: string): void {
  if (!/^[\w.+-]{2,}:(\/){0,2}$/.test(scheme)) {
    throw filterArgumentError(`'${scheme}' is not a valid URI scheme prefix.`);
  }
}

function urlEncode(run: FilterRuntime, value: PyValue): string {
  const source = textOf(value) === undefined ? tryIterate(run, value) : undefined;
  if (source === undefined || value instanceof PyBytes) return quote(run, value, '/');
  const pairs =
    value instanceof PyDict ? pairsOf(value) : listItems(run, value).map((item) => pairOf(run, item));
  return pairs
    .map(([key = null, item = null]) => `${quoteQuery(run, key)}=${quoteQuery(run, item)}`)
    .join('&');
}

function pairsOf(dict: PyDict): readonly (readonly PyValue[])[] {
  return Array.from(dict.entries.values(), ({ key, value }) => [key, value]);
}

function pairOf(run: FilterRuntime, item: PyValue): readonly PyValue[] {
  const pair = listItems(run, item);
  if (pair.length === 2) return pair;
  const problem = pair.length > 2 ? 'too many' : 'not enough';
  throw valueError(`${problem} values to unpack (expected 2, got ${pair.length})`);
}

function quoteQuery(run: FilterRuntime, value: PyValue): string {
  return quote(run, value, '').replaceAll('%20', '+');
}

/** Percent-encodes what is not a letter, a digit or one of `_.-~`. */
function quote(run: FilterRuntime, value: PyValue, safe: string): string {
  const data = value instanceof PyBytes ? value.data : Buffer.from(textOf(value) ?? str(run, value), 'utf8');
  run.reserve(data.length * 3);
  return Array.from(data, (byte) => {
    const character = String.fromCharCode(byte);
    const plain = /[\w.~-]/.test(character) || (safe !== '' && character === safe);
    return plain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
