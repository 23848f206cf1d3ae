import type { OneNode, SetItem } from './nodes.js';
import { parseSetEscape } from './parse-escape.js';
import type { PatternSource } from './source.js';

/** Parses a set after its opening bracket. */
export function parseSet(source: PatternSource, flags: number): OneNode {
  const opened = source.position - 1;
  const negate = source.take('^');
  const items: SetItem[] = [];
  for (;;) {
    const start = source.position;
    const piece = nextInSet(source, opened);
    // A bracket that comes first is a member.
    if (piece === ']' && items.length > 0) return { kind: 'set', negate, items, flags };
    const low = member(source, piece);
    if (!source.take('-')) {
      items.push(low);
      continue;
    }
    const end = nextInSet(source, opened);
    if (end === ']') {
      items.push(low, { kind: 'char', code: 45 });
      return { kind: 'set', negate, items, flags };
    }
    items.push(range(source, start, low, member(source, end), `${piece}-${end}`));
  }
}

function nextInSet(source: PatternSource, opened: number): string {
  const piece = source.next();
  return piece === '' ? source.fail('unterminated character set', opened) : piece;
}

function member(source: PatternSource, piece: string): SetItem {
  if (piece.startsWith('\\')) return parseSetEscape(source, piece);
  return { kind: 'char', code: piece.codePointAt(0) ?? 0 };
}

function range(source: PatternSource, start: number, low: SetItem, high: SetItem, text: string): SetItem {
  if (low.kind !== 'char' || high.kind !== 'char' || high.code < low.code) {
    return source.fail(`bad character range ${text}`, start);
  }
  return { kind: 'range', low: low.code, high: high.code };
}
