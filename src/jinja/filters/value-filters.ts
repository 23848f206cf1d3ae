import { getAttribute } from '../objects/get-attribute.js';
import { missingMember } from '../objects/look-up.js';
import { Markup } from '../objects/markup.js';
import { truth } from '../objects/truth.js';
import { Undefined } from '../objects/undefined.js';
import { filter } from './filter.js';
import { jsonText } from './json-text.js';
import { prettyText } from './pretty-print.js';
import { plainText } from './soft-text.js';
import type { FilterRuntime } from './filter.js';
import type { PyValue } from '../objects/py-value.js';

/** Filters for values of any type. */
export const valueFilters = [
  filter('default(value, default_value="", boolean=False)', (run, [value, fallback, boolean]) =>
    orDefault(run, value ?? null, fallback, boolean),
  ),
  filter('d(value, default_value="", boolean=False)', (run, [value, fallback, boolean]) =>
    orDefault(run, value ?? null, fallback, boolean),
  ),
  filter('attr(obj, name)', (run, [obj, name]) => {
    const text = plainText(run, name);
    const attribute = getAttribute(run, obj ?? null, text);
    return attribute === undefined ? missingMember(run, obj ?? null, text) : attribute;
  }),
  filter(
    'tojson(value, indent=None)',
    (run, [value, indent]) => new Markup(jsonText(run, value ?? null, indent ?? null)),
  ),
  filter('pprint(value)', (run, [value]) => prettyText(run, value ?? null)),
];

function orDefault(
  run: FilterRuntime,
  value: PyValue,
  fallback: PyValue = '',
  boolean: PyValue = false,
): PyValue {
  const useFallback = value instanceof Undefined || (truth(run, boolean) && !truth(run, value));
  return useFallback ? fallback : value;
}
