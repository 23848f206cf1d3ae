import { raise } from '../raise.js';
import type { Category, Place } from './nodes.js';
import type { PatternSource } from './source.js';

const CATEGORIES: ReadonlyMap<string, Category> = new Map<string, Category>([
  ['d', { kind: 'category', name: 'digit', negate: false }],
  ['D', { kind: 'category', name: 'digit', negate: true }],
  ['s', { kind: 'category', name: 'space', negate: false }],
  ['S', { kind: 'category', name: 'space', negate: true }],
  ['w', { kind: 'category', name: 'word', negate: false }],
  ['W', { kind: 'category', name: 'word', negate: true }],
]);

const PLACES: ReadonlyMap<string, Place> = new Map([
  ['A', 'textStart'],
  ['Z', 'textEnd'],
  ['b', 'boundary'],
  ['B', 'nonBoundary'],
]);

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['b', 8],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
  ['\\', 92],
]);

const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** What an escape stands for. */
export type Escape =
  | Category
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'reference'; readonly group: number; readonly text: string };

/** An escape inside a set; `escape` is the backslash with the character after it, already read. */
export function parseSetEscape(
  source: PatternSource,
  escape: string,
): Exclude<Escape, { kind: 'place' | 'reference' }> {
  const letter = escape.slice(1);
  const category = CATEGORIES.get(letter);
  if (category !== undefined) return category;
  const code = CONTROLS.get(letter) ?? hexEscape(source, escape);
  if (code !== undefined) return { kind: 'char', code };
  if (/[0-7]/.test(letter)) return octal(source, escape + source.takeWhile(2, /^[0-7]$/));
  return plain(source, escape, /[0-9A-Za-z]/);
}

/** An escape outside of sets. */
export function parseEscape(source: PatternSource, escape: string): Escape {
  const letter = escape.slice(1);
  const place = PLACES.get(letter);
  if (place !== undefined) return { kind: 'place', place };
  const category = CATEGORIES.get(letter);
  if (category !== undefined) return category;
  const code = CONTROLS.get(letter) ?? hexEscape(source, escape);
  if (code !== undefined) return { kind: 'char', code };
  if (letter === '0') return octal(source, escape + source.takeWhile(2, /^[0-7]$/));
  return /[1-9]/.test(letter) ? numbered(source, escape) : plain(source, escape, /[A-Za-z]/);
}

/** Three octal digits are a character, anything shorter is a group. */
function numbered(source: PatternSource, escape: string): Escape {
  let text = escape + source.takeWhile(1, /^[0-9]$/);
  if (/^\\[0-7]{2}$/.test(text)) text += source.takeWhile(1, /^[0-7]$/);
  if (/^\\[0-7]{3}$/.test(text)) return octal(source, text);
  return { kind: 'reference', group: Number(text.slice(1)), text };
}

function octal(source: PatternSource, text: string): { kind: 'char'; code: number } {
  const code = Number.parseInt(text.slice(1), 8);
  if (code <= 0o377) return { kind: 'char', code };
  return source.fail(`octal escape value ${text} outside of range 0-0o377`, source.position - text.length);
}

function hexEscape(source: PatternSource, escape: string): number | undefined {
  const count = HEX_DIGITS.get(escape.slice(1));
  if (count === undefined) return undefined;
  const digits = source.takeWhile(count, /^[0-9A-Fa-f]$/);
  const text = escape + digits;
  if (digits.length < count) source.fail(`incomplete escape ${text}`, source.position - text.length);
  const code = Number.parseInt(digits, 16);
  return code <= 0x10_ff_ff ? code : source.fail(`bad escape ${text}`, source.position - text.length);
}

function plain(source: PatternSource, escape: string, reserved: RegExp): { kind: 'char'; code: number } {
  const letter = escape.slice(1);
  if (letter === 'N') return raise('error', `bad escape \\N at position ${source.position - 2}`);
  if (reserved.test(letter)) source.fail(`bad escape ${escape}`, source.position - escape.length);
  return { kind: 'char', code: letter.codePointAt(0) ?? 0 };
}
