import { codePointCount, codePointSlice } from '../objects/code-points.js';
import { textOf, toIndex, toText } from '../objects/coerce.js';
import { lengthOf } from '../objects/containers.js';
import { Markup } from '../objects/markup.js';
import { PyError, typeError } from '../objects/py-error.js';
import { PyDict } from '../objects/py-dict.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { typeName } from '../objects/type-name.js';
import { binary } from '../objects/arithmetic.js';
import { splitLines } from '../methods/text-split.js';
import { filter, type FilterRuntime } from './filter.js';
import { filterArgumentError } from './filter-error.js';
import { callText, mapText, plainText, softText } from './soft-text.js';

/** Filters that change text. */
export const textFilters = [
  filter('lower(s)', (run, [s]) => callText(run, s, 'lower')),
  filter('upper(s)', (run, [s]) => callText(run, s, 'upper')),
  filter('capitalize(s)', (run, [s]) => callText(run, s, 'capitalize')),
  filter('title(s)', (run, [s]) => titleFilter(plainText(run, s))),
  filter('trim(value, chars=None)', (run, [value, chars]) => callText(run, value, 'strip', chars ?? null)),
  filter('center(value, width=80)', (run, [value, width]) => callText(run, value, 'center', width ?? 80)),
  filter('string(object)', (run, [value]) => softText(run, value)),
  filter('replace(s, old, new, count=None)', (run, [s, old, fresh, count]) =>
    replaceFilter(run, s ?? null, old ?? null, fresh ?? null, count ?? null),
  ),
  filter('format(value, *args, **kwargs)', (run, [value, args, kwargs]) =>
    formatFilter(run, value, args, kwargs),
  ),
  filter('wordcount(s)', (run, [s]) => plainText(run, s).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
  filter('indent(s, width=4, first=False, blank=False)', (run, [s, width, first, blank]) =>
    indent(run, s ?? null, width ?? 4, truth(run, first ?? false), truth(run, blank ?? false)),
  ),
  filter(
    'truncate(s, length=255, killwords=False, end="...", leeway=None)',
    (run, [s, length, kill, end, leeway]) =>
      truncate(run, s ?? null, toIndex(length ?? 255), {
        killWords: truth(run, kill ?? false),
        end: toText(end ?? '...'),
        leeway: leeway === undefined || leeway === null ? 5 : toIndex(leeway),
      }),
  ),
];

/** Words begin after white space, hyphens and opening brackets. */
function titleFilter(text: string): string {
  return text.replace(/[^-\s({[<]+/gu, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

function replaceFilter(
  run: FilterRuntime,
  s: PyValue,
  old: PyValue,
  fresh: PyValue,
  count: PyValue,
): PyValue {
  const times = count ?? -1;
  if (!run.autoescape) {
    return callText(run, plainText(run, s), 'replace', plainText(run, old), plainText(run, fresh), times);
  }
  const marked = old instanceof Markup || (fresh instanceof Markup && !(s instanceof Markup));
  const subject = marked ? run.filter('escape')?.call(run, [s], undefined) : s;
  return callText(run, subject, 'replace', softText(run, old), softText(run, fresh), times);
}

function formatFilter(
  run: FilterRuntime,
  value: PyValue | undefined,
  args: PyValue | undefined,
  kwargs: PyValue | undefined,
): PyValue {
  const hasArgs = args instanceof PyTuple && args.items.length > 0;
  const hasKwargs = kwargs instanceof PyDict && kwargs.size > 0;
  if (hasArgs && hasKwargs) {
    throw filterArgumentError("can't handle positional and keyword arguments at the same time");
  }
  return binary(run, '%', softText(run, value), (hasKwargs ? kwargs : args) ?? null);
}

function indent(run: FilterRuntime, s: PyValue, width: PyValue, first: boolean, blank: boolean): PyValue {
  if (textOf(s) === undefined) {
    throw typeError(`unsupported operand type(s) for +=: '${typeName(s)}' and 'str'`);
  }
  const prefix = textOf(width) ?? ' '.repeat(blanks(run, toIndex(width)));
  return mapText(run, s, (text) => {
    // The newline at the end keeps an empty text from having no line at all.
    const lines = splitLines(`${text}\n`);
    run.reserve(text.length + prefix.length * lines.length);
    const body = lines
      .map((line, at) => (at > 0 && (blank || line !== '') ? prefix + line : line))
      .join('\n');
    return first ? prefix + body : body;
  });
}

function blanks(run: FilterRuntime, width: number): number {
  run.reserve(width);
  return Math.max(0, width);
}

interface TruncateOptions {
  readonly killWords: boolean;
  readonly end: string;
  readonly leeway: number;
}

function truncate(
  run: FilterRuntime,
  s: PyValue,
  length: number,
  { killWords, end, leeway }: TruncateOptions,
): PyValue {
  const endLength = codePointCount(end);
  if (length < endLength)
    throw new PyError('AssertionError', `expected length >= ${endLength}, got ${length}`);
  if (leeway < 0) throw new PyError('AssertionError', `expected leeway >= 0, got ${leeway}`);
  if (lengthOf(run, s) <= length + leeway) return s;
  if (textOf(s) === undefined)
    throw typeError(`can only concatenate ${typeName(s)} (not "str") to ${typeName(s)}`);
  return mapText(run, s, (text) => {
    const start = codePointSlice(text, 0, length - endLength);
    if (killWords) return start + end;
    const blank = start.lastIndexOf(' ');
    return (blank < 0 ? start : start.slice(0, blank)) + end;
  });
}
