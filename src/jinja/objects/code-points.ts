import { hasSurrogates } from './order.js';

/** The characters of a text, one string for each code point. */
export function codePoints(text: string): readonly string[] {
  return hasSurrogates(text) ? Array.from(text) : text.split('');
}

/** `len(text)`: the number of code points. */
export function codePointCount(text: string): number {
  if (!hasSurrogates(text)) return text.length;
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

/** The character at a position that may count from the end; `undefined` if there is none. */
export function codePointAt(text: string, index: number): string | undefined {
  if (!hasSurrogates(text)) return index < text.length ? text.at(index) : undefined;
  return Array.from(text).at(index);
}

/** The part between two positions, both inside the text. */
export function codePointSlice(text: string, start: number, stop: number): string {
  if (!hasSurrogates(text)) return text.slice(start, stop);
  return Array.from(text).slice(start, stop).join('');
}

/** The position in code points of a position in code units. */
export function codePointIndex(text: string, unitIndex: number): number {
  return unitIndex <= 0 ? unitIndex : codePointCount(text.slice(0, unitIndex));
}
