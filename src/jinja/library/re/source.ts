import { raise } from '../raise.js';

/** Reads a pattern character by character, an escape counting as one piece, and reports errors with positions. */
export class PatternSource {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = Array.from(text);
    if (this.#endsInEscape()) this.fail('bad escape (end of pattern)', this.#characters.length - 1);
  }

  get position(): number {
    return this.#at;
  }

  set position(at: number) {
    this.#at = at;
  }

  /** The next piece without reading it; empty at the end. */
  peek(): string {
    const character = this.#characters[this.#at] ?? '';
    return character === '\\' ? character + (this.#characters[this.#at + 1] ?? '') : character;
  }

  /** Reads a piece; empty at the end. */
  next(): string {
    const piece = this.peek();
    this.#at += piece.startsWith('\\') ? 2 : piece === '' ? 0 : 1;
    return piece;
  }

  /** Reads a piece if it is this one. */
  take(piece: string): boolean {
    if (this.peek() !== piece) return false;
    this.next();
    return true;
  }

  /** Reads up to so many characters that a test accepts. */
  takeWhile(limit: number, accepts: RegExp): string {
    let text = '';
    while (text.length < limit && accepts.test(this.#characters[this.#at] ?? '')) text += this.next();
    return text;
  }

  /** Reads a name up to its end mark, and the mark. */
  takeUntil(end: string, what: string): string {
    let text = '';
    const start = this.#at;
    for (;;) {
      const piece = this.next();
      if (piece === end) break;
      if (piece === '')
        this.fail(text === '' ? `missing ${what}` : `missing ${end}, unterminated name`, start);
      text += piece;
    }
    return text === '' ? this.fail(`missing ${what}`, start) : text;
  }

  /** Raises Python's `re.error` for a position. */
  fail(message: string, position: number): never {
    const before = this.#characters.slice(0, position).join('');
    const lines = before.split('\n');
    const where = this.#characters.includes('\n')
      ? ` (line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1})`
      : '';
    return raise('error', `${message} at position ${position}${where}`);
  }

  #endsInEscape(): boolean {
    let count = 0;
    while (this.#characters.at(-1 - count) === '\\') count += 1;
    return count % 2 === 1;
  }
}
