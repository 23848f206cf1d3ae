import { raise } from '../raise.js';
import { FLAG, TYPE_FLAGS } from './flags.js';
import type { Node, ParsedPattern } from './nodes.js';
import { parseEscape } from './parse-escape.js';
import { parseGroup } from './parse-group.js';
import { parseRepeat } from './parse-repeat.js';
import { parseSet } from './parse-set.js';
import { ParseState } from './parse-state.js';
import { PatternSource } from './source.js';

/** Parses a pattern; invalid ones raise `re.error` with Python's message and position. */
export function parsePattern(text: string, flags: number): ParsedPattern {
  const state = new ParseState(new PatternSource(text), flags);
  const root = parseBranches(state, flags, true);
  if (state.source.peek() !== '') state.source.fail('unbalanced parenthesis', state.source.position);
  for (const [group, position] of state.asked) {
    if (group >= state.widths.length) state.source.fail(`invalid group reference ${group}`, position);
  }
  return { root, flags: finalFlags(state.flags), groups: state.widths.length - 1, names: state.names };
}

/** A str pattern is a Unicode pattern unless it says ASCII. */
function finalFlags(flags: number): number {
  if ((flags & FLAG.LOCALE) !== 0) raise('ValueError', 'cannot use LOCALE flag with a str pattern');
  if ((flags & FLAG.ASCII) === 0) return flags | FLAG.UNICODE;
  if ((flags & FLAG.UNICODE) !== 0) raise('ValueError', 'ASCII and UNICODE flags are incompatible');
  return flags;
}

/** Alternatives up to a closing parenthesis or the end. */
export function parseBranches(state: ParseState, flags: number, outermost = false): Node {
  return state.nested(() => {
    const options = [parseSequence(state, flags, outermost)];
    // The whole pattern's own flags may have been set at its start.
    const current = outermost ? state.flags | flags : flags;
    while (state.source.take('|')) options.push(parseSequence(state, current, false));
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'branch', options };
  });
}

/** Items up to `|`, `)` or the end. `first` tells whether global flags may stand here. */
export function parseSequence(state: ParseState, outerFlags: number, first: boolean): Node {
  const { source } = state;
  const items: Node[] = [];
  let flags = outerFlags;
  for (;;) {
    const piece = source.peek();
    if (piece === '' || piece === '|' || piece === ')') break;
    source.next();
    if ((flags & FLAG.VERBOSE) !== 0 && skipVerbose(state, piece)) continue;
    if (piece === '(') {
      const group = parseGroup(state, flags, first && items.length === 0);
      if (group.kind === 'flags') flags = first ? (flags & ~TYPE_FLAGS) | state.flags : flags;
      else if (group.kind === 'node') items.push(group.node);
      continue;
    }
    if ('*+?{'.includes(piece)) {
      items.push(...parseRepeat(source, piece, items.pop(), flags));
      continue;
    }
    items.push(parseItem(state, piece, flags));
  }
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: 'sequence', items };
}

/** Blanks and comments mean nothing in verbose patterns. */
function skipVerbose(state: ParseState, piece: string): boolean {
  if (/^\s$/.test(piece) && ' \t\n\r\v\f'.includes(piece)) return true;
  if (piece !== '#') return false;
  for (let next = state.source.next(); next !== '' && next !== '\n'; next = state.source.next());
  return true;
}

function parseItem(state: ParseState, piece: string, flags: number): Node {
  switch (piece) {
    case '[':
      return parseSet(state.source, flags);
    case '.':
      return { kind: 'any', flags };
    case '^':
      return { kind: 'at', place: (flags & FLAG.MULTILINE) === 0 ? 'textStart' : 'lineStart', flags };
    case '$':
      return { kind: 'at', place: 'lineEnd', flags };
    default:
      return piece.startsWith('\\')
        ? parseEscapedItem(state, piece, flags)
        : { kind: 'char', code: piece.codePointAt(0) ?? 0, flags };
  }
}

function parseEscapedItem(state: ParseState, piece: string, flags: number): Node {
  const escape = parseEscape(state.source, piece);
  switch (escape.kind) {
    case 'char':
      return { kind: 'char', code: escape.code, flags };
    case 'place':
      return { kind: 'at', place: escape.place, flags };
    case 'category':
      return { kind: 'set', negate: false, items: [escape], flags };
    case 'reference': {
      const at = state.source.position;
      if (escape.group >= state.widths.length) {
        state.source.fail(`invalid group reference ${escape.group}`, at - escape.text.length + 1);
      }
      state.checkReference(escape.group, at - escape.text.length);
      return { kind: 'backreference', group: escape.group, flags };
    }
  }
}
