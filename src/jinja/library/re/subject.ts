import { PyBytes } from '../../objects/py-bytes.js';
import type { PyValue } from '../../objects/py-value.js';
import { textOf } from '../../objects/coerce.js';
import type { Runtime } from '../../objects/runtime.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';

/** Characters that are turned to numbers in one step. */
const CHARACTERS_PER_STEP = 8;

/** A text to match: its characters as numbers, and parts of it by position. */
export class Subject {
  /** The value that templates see as `match.string`. */
  readonly value: PyValue;
  readonly codes: Int32Array;
  readonly #text: string;
  readonly #wide: readonly string[] | undefined;

  constructor(value: PyValue, text: string) {
    this.value = value;
    this.#text = text;
    const characters = Array.from(text);
    this.#wide = characters.length === text.length ? undefined : characters;
    this.codes = Int32Array.from(characters, (character) => character.codePointAt(0) ?? 0);
  }

  get length(): number {
    return this.codes.length;
  }

  /** The part between two positions. */
  slice(start: number, end: number): string {
    if (this.#wide === undefined) return this.#text.slice(start, end);
    return this.#wide.slice(start, end).join('');
  }
}

/** The subject that an argument is; only text is matched, as templates hold no bytes patterns. */
export function subjectOf(rt: Runtime, value: PyValue | undefined): Subject {
  const text = textOf(value);
  if (text !== undefined) {
    rt.step(1 + Math.ceil(text.length / CHARACTERS_PER_STEP));
    rt.reserve(text.length);
    return new Subject(text, text);
  }
  if (value instanceof PyBytes) raise('TypeError', 'cannot use a string pattern on a bytes-like object');
  return raise('TypeError', `expected string or bytes-like object, got '${typeName(value)}'`);
}
