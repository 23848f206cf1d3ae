import { raise } from '../raise.js';
import type { Node } from './nodes.js';
import type { PatternSource } from './source.js';

const MAX_REPEAT = 2 ** 32 - 1;

/** Applies a quantifier, whose first character has been read, to the item before it. */
export function parseRepeat(
  source: PatternSource,
  piece: string,
  item: Node | undefined,
  flags: number,
): Node[] {
  const start = source.position - 1;
  const bounds = readBounds(source, piece, start);
  if (bounds === undefined)
    return [...(item === undefined ? [] : [item]), { kind: 'char', code: 123, flags }];
  if (item === undefined || item.kind === 'at') return source.fail('nothing to repeat', start);
  if (item.kind === 'repeat') return source.fail('multiple repeat', start);
  const mode = source.take('?') ? 'lazy' : source.take('+') ? 'possessive' : 'greedy';
  return [{ kind: 'repeat', min: bounds[0], max: bounds[1], mode, body: item }];
}

function readBounds(
  source: PatternSource,
  piece: string,
  start: number,
): readonly [number, number] | undefined {
  if (piece === '*') return [0, Infinity];
  if (piece === '+') return [1, Infinity];
  if (piece === '?') return [0, 1];
  return readBraces(source, start);
}

/** `{n}`, `{n,}`, `{,m}` or `{n,m}`; a brace that begins nothing of the kind is a character. */
function readBraces(source: PatternSource, start: number): readonly [number, number] | undefined {
  if (source.peek() === '}') return undefined;
  const after = source.position;
  const low = source.takeWhile(Infinity, /^[0-9]$/);
  const high = source.take(',') ? source.takeWhile(Infinity, /^[0-9]$/) : low;
  if (!source.take('}')) {
    source.position = after;
    return undefined;
  }
  const min = low === '' ? 0 : bound(low);
  const max = high === '' ? Infinity : bound(high);
  return max < min ? source.fail('min repeat greater than max repeat', start) : [min, max];
}

function bound(digits: string): number {
  const value = Number(digits);
  return value >= MAX_REPEAT ? raise('OverflowError', 'the repetition number is too large') : value;
}
