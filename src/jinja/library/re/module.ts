import { textOf, toText } from '../../objects/coerce.js';
import { nativeFunction } from '../../objects/native-function.js';
import { PyList } from '../../objects/py-list.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import { PyTuple } from '../../objects/py-tuple.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';
import { FLAG } from './flags.js';
import { matchType } from './match-type.js';
import { type MatchKind, PyPattern } from './pattern.js';
import { countArg, findAll, findIter, patternType } from './pattern-type.js';
import { PyRegexFlag, flagValue, regexFlagType } from './regex-flag.js';
import { replaceAll, splitAll } from './replace.js';
import { subjectOf } from './subject.js';

/** Key of the compiled patterns. */
const cacheKey = {};
const MAX_CACHED = 512;
/** They outlive the render, so templates must not fill the memory with them. */
const MAX_CACHED_LENGTH = 2000;

/** Python's `re`. */
export function makeReModule(): PyModule {
  return makeModule('re', { ...matchFunctions(), ...otherFunctions(), ...flagConstants() });
}

function patternArg(rt: Runtime, value: PyValue | undefined, flags: PyValue | undefined): PyPattern {
  const bits = flagValue(flags) ?? raise('TypeError', `unsupported flags type: '${typeName(flags)}'`);
  if (value instanceof PyPattern) {
    return bits === 0 ? value : raise('ValueError', 'cannot process flags argument with a compiled pattern');
  }
  const source = textOf(value) ?? raise('TypeError', 'first argument must be string or compiled pattern');
  const cache = rt.shared(cacheKey, () => new Map<string, PyPattern>());
  const key = `${bits}:${source}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  rt.step(source.length);
  const pattern = new PyPattern(source, bits);
  rt.reserve(pattern.program.code.length);
  if (cache.size < MAX_CACHED && source.length <= MAX_CACHED_LENGTH) cache.set(key, pattern);
  return pattern;
}

function matchFunctions(): Record<string, PyValue> {
  const finder = (kind: MatchKind): PyValue =>
    nativeFunction(
      `${kind}(pattern, string, flags=0)`,
      (rt, [pattern, text, flags]) =>
        patternArg(rt, pattern, flags).find(rt, subjectOf(rt, text), kind) ?? null,
    );
  return { search: finder('search'), match: finder('match'), fullmatch: finder('fullmatch') };
}

function otherFunctions(): Record<string, PyValue> {
  return {
    compile: nativeFunction('compile(pattern, flags=0)', (rt, [pattern, flags]) =>
      patternArg(rt, pattern, flags),
    ),
    findall: nativeFunction('findall(pattern, string, flags=0)', (rt, [pattern, text, flags]) =>
      findAll(rt, patternArg(rt, pattern, flags), text),
    ),
    finditer: nativeFunction('finditer(pattern, string, flags=0)', (rt, [pattern, text, flags]) =>
      findIter(rt, patternArg(rt, pattern, flags), text),
    ),
    split: nativeFunction(
      'split(pattern, string, maxsplit=0, flags=0)',
      (rt, [pattern, text, limit, flags]) =>
        new PyList(splitAll(rt, patternArg(rt, pattern, flags), subjectOf(rt, text), countArg(limit))),
    ),
    sub: nativeFunction(
      'sub(pattern, repl, string, count=0, flags=0)',
      (rt, [pattern, replacement, text, count, flags]) =>
        replaceAll(
          rt,
          patternArg(rt, pattern, flags),
          replacement ?? null,
          subjectOf(rt, text),
          countArg(count),
        ).text,
    ),
    subn: nativeFunction(
      'subn(pattern, repl, string, count=0, flags=0)',
      (rt, [pattern, replacement, text, count, flags]) => {
        const compiled = patternArg(rt, pattern, flags);
        const replaced = replaceAll(rt, compiled, replacement ?? null, subjectOf(rt, text), countArg(count));
        return new PyTuple([replaced.text, replaced.count]);
      },
    ),
    escape: nativeFunction('escape(pattern)', (_rt, [pattern]) => escapePattern(toText(pattern))),
    purge: nativeFunction('purge()', () => null),
    Pattern: patternType,
    Match: matchType,
    RegexFlag: regexFlagType,
  };
}

/** `re.escape`: a backslash before each character that means something in a pattern. */
export function escapePattern(text: string): string {
  return text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
}

function flagConstants(): Record<string, PyValue> {
  const long = Object.entries(FLAG).map(([name, value]) => [name, new PyRegexFlag(value)] as const);
  const short = long
    .filter(([name]) => name !== 'DEBUG')
    .map(
      ([name, flag]) => [name === 'DOTALL' ? 'S' : name === 'VERBOSE' ? 'X' : name.charAt(0), flag] as const,
    );
  return { ...Object.fromEntries(long), ...Object.fromEntries(short), NOFLAG: new PyRegexFlag(0) };
}
