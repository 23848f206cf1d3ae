import { FLAG, FLAG_LETTERS } from './flags.js';
import type { Node } from './nodes.js';
import { parseBranches, parseSequence } from './parse.js';
import { parseInlineFlags } from './parse-flags.js';
import type { ParseState } from './parse-state.js';
import { widthOf } from './width.js';

/** What stands between parentheses: an item, flags for the whole pattern, or a comment. */
export type ParsedGroup =
  { readonly kind: 'node'; readonly node: Node } | { readonly kind: 'flags' } | { readonly kind: 'comment' };

/** Parses a group after its opening parenthesis. `first` tells whether global flags may stand here. */
export function parseGroup(state: ParseState, flags: number, first: boolean): ParsedGroup {
  const { source } = state;
  const start = source.position - 1;
  if (!source.take('?')) return node(capture(state, flags, start, undefined));
  const kind = source.next();
  switch (kind) {
    case '':
      return source.fail('unexpected end of pattern', source.position);
    case ':':
      return node(
        closed(state, start, { kind: 'group', index: undefined, body: parseBranches(state, flags) }),
      );
    case '>':
      return node(closed(state, start, { kind: 'atomic', body: parseBranches(state, flags) }));
    case 'P':
      return node(named(state, flags, start));
    case '#':
      return comment(state, start);
    case '=':
    case '!':
      return node(look(state, flags, start, false, kind === '!'));
    case '<':
      return node(lookBehind(state, flags, start));
    case '(':
      return node(conditional(state, flags, start));
    default:
      return flagGroup(state, flags, start, kind, first);
  }
}

function node(parsed: Node): ParsedGroup {
  return { kind: 'node', node: parsed };
}

function closed(state: ParseState, start: number, parsed: Node): Node {
  if (!state.source.take(')')) state.source.fail('missing ), unterminated subpattern', start);
  return parsed;
}

function capture(state: ParseState, flags: number, start: number, name: string | undefined): Node {
  const index = state.openGroup(name);
  const body = parseBranches(state, flags);
  closed(state, start, body);
  state.widths[index] = widthOf(body, state.widths);
  return { kind: 'group', index, body };
}

function named(state: ParseState, flags: number, start: number): Node {
  const { source } = state;
  if (source.take('<'))
    return capture(state, flags, start, identifier(state, source.takeUntil('>', 'group name')));
  if (source.take('=')) {
    const name = identifier(state, source.takeUntil(')', 'group name'));
    const at = source.position - Array.from(name).length - 1;
    const group = state.names.get(name) ?? source.fail(`unknown group name '${name}'`, at);
    state.checkReference(group, at);
    return { kind: 'backreference', group, flags };
  }
  const next = source.next();
  if (next === '') return source.fail('unexpected end of pattern', source.position);
  return source.fail(`unknown extension ?P${next}`, source.position - next.length - 2);
}

/** Checks a group name as Python's `isidentifier` does. */
function identifier(state: ParseState, name: string): string {
  if (/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(name)) return name;
  const at = state.source.position - Array.from(name).length - 1;
  return state.source.fail(`bad character in group name '${name}'`, at);
}

function comment(state: ParseState, start: number): ParsedGroup {
  for (;;) {
    const piece = state.source.next();
    if (piece === '') state.source.fail('missing ), unterminated comment', start);
    if (piece === ')') return { kind: 'comment' };
  }
}

function look(state: ParseState, flags: number, start: number, behind: boolean, negate: boolean): Node {
  return closed(state, start, { kind: 'look', behind, negate, body: parseBranches(state, flags) });
}

function lookBehind(state: ParseState, flags: number, start: number): Node {
  const { source } = state;
  const kind = source.next();
  if (kind === '') source.fail('unexpected end of pattern', source.position);
  if (kind !== '=' && kind !== '!')
    source.fail(`unknown extension ?<${kind}`, source.position - kind.length - 2);
  const outer = state.lookBehindGroups;
  state.lookBehindGroups ??= state.widths.length;
  const parsed = look(state, flags, start, true, kind === '!');
  state.lookBehindGroups = outer;
  return parsed;
}

function conditional(state: ParseState, flags: number, start: number): Node {
  const { source } = state;
  const group = conditionGroup(state);
  const yes = parseSequence(state, flags, false);
  const no = source.take('|') ? parseSequence(state, flags, false) : undefined;
  if (source.peek() === '|') source.fail('conditional backref with more than two branches', source.position);
  return closed(state, start, { kind: 'conditional', group, yes, no });
}

function conditionGroup(state: ParseState): number {
  const { source } = state;
  const name = source.takeUntil(')', 'group name');
  const at = source.position - Array.from(name).length - 1;
  if (!/^[0-9]+$/.test(name)) {
    return state.names.get(identifier(state, name)) ?? source.fail(`unknown group name '${name}'`, at);
  }
  const group = Number(name);
  if (group === 0) source.fail('bad group number', at);
  if (!state.asked.has(group)) state.asked.set(group, at);
  state.checkLookBehind(group);
  return group;
}

function flagGroup(
  state: ParseState,
  flags: number,
  start: number,
  kind: string,
  first: boolean,
): ParsedGroup {
  const { source } = state;
  if (!FLAG_LETTERS.has(kind) && kind !== '-') {
    source.fail(`unknown extension ?${kind}`, source.position - kind.length - 1);
  }
  const { add, remove, global } = parseInlineFlags(state, kind);
  if (global) {
    if (!first) source.fail('global flags not at the start of the expression', start);
    state.flags |= add;
    return { kind: 'flags' };
  }
  const inner = (add & (FLAG.ASCII | FLAG.UNICODE)) === 0 ? flags : flags & ~(FLAG.ASCII | FLAG.UNICODE);
  const body = parseBranches(state, (inner | add) & ~remove);
  return node(closed(state, start, { kind: 'group', index: undefined, body }));
}
