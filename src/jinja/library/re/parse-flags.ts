import { FLAG, FLAG_LETTERS, TYPE_FLAGS } from './flags.js';
import type { ParseState } from './parse-state.js';

/** Flags that a group switches on and off, or that hold for the whole pattern. */
export interface InlineFlags {
  readonly add: number;
  readonly remove: number;
  readonly global: boolean;
}

const GLOBAL_ONLY = FLAG.DEBUG | FLAG.TEMPLATE;

/** Reads inline flags from their first letter (or `-`), which has been read, to `)` or `:`. */
export function parseInlineFlags(state: ParseState, firstLetter: string): InlineFlags {
  const { source } = state;
  let letter = firstLetter;
  let add = 0;
  if (letter !== '-') {
    do {
      add |= addedFlag(state, letter, add);
      letter = source.next();
      if (letter === '') source.fail('missing -, : or )', source.position);
      if (!')-:'.includes(letter)) requireFlag(state, letter);
    } while (!')-:'.includes(letter));
    if (letter === ')') return { add, remove: 0, global: true };
  }
  if ((add & GLOBAL_ONLY) !== 0) {
    source.fail('bad inline flags: cannot turn on global flag', source.position - 1);
  }
  const remove = letter === '-' ? removedFlags(state) : 0;
  if ((add & remove) !== 0) source.fail('bad inline flags: flag turned on and off', source.position - 1);
  return { add, remove, global: false };
}

function requireFlag(state: ParseState, letter: string): number {
  const flag = FLAG_LETTERS.get(letter);
  if (flag !== undefined) return flag;
  const message = /^\p{L}$/u.test(letter) ? 'unknown flag' : 'missing -, : or )';
  return state.source.fail(message, state.source.position - letter.length);
}

function addedFlag(state: ParseState, letter: string, sofar: number): number {
  const flag = requireFlag(state, letter);
  if (letter === 'L') {
    state.source.fail("bad inline flags: cannot use 'L' flag with a str pattern", state.source.position);
  }
  if (
    ((sofar | flag) & TYPE_FLAGS) !== flag &&
    (flag & TYPE_FLAGS) !== 0 &&
    (sofar & TYPE_FLAGS & ~flag) !== 0
  ) {
    state.source.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible", state.source.position);
  }
  return flag;
}

function removedFlags(state: ParseState): number {
  const { source } = state;
  let remove = 0;
  let letter = source.next();
  if (letter === '') source.fail('missing flag', source.position);
  if (!FLAG_LETTERS.has(letter)) {
    source.fail(/^\p{L}$/u.test(letter) ? 'unknown flag' : 'missing flag', source.position - letter.length);
  }
  while (letter !== ':') {
    const flag = requireRemoved(state, letter);
    if ((flag & TYPE_FLAGS) !== 0) {
      source.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", source.position);
    }
    remove |= flag;
    letter = source.next();
    if (letter === '') source.fail('missing :', source.position);
  }
  return remove;
}

function requireRemoved(state: ParseState, letter: string): number {
  const flag = FLAG_LETTERS.get(letter);
  if (flag !== undefined) return flag;
  const message = /^\p{L}$/u.test(letter) ? 'unknown flag' : 'missing :';
  return state.source.fail(message, state.source.position - letter.length);
}
