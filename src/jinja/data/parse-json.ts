import { PyDict } from '../objects/py-dict.js';
import { PyFloat } from '../objects/py-float.js';
import { PyList } from '../objects/py-list.js';
import { makeInt } from '../objects/make-int.js';
import type { PyValue } from '../objects/py-value.js';

const space = /[ \t\n\r]*/y;
// JSON.parse, which reads the text found, refuses control characters.
const string = /"(?:[^"\\]|\\.)*"/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const word = /true|false|null|NaN|-?Infinity/y;

/**
 * Reads JSON as Python's `json.loads` does: a number without point or exponent is an int of any size, others are floats.
 * Throws SyntaxError.
 * @public
 */
export function parseJson(text: string): PyValue {
  const reader = new JsonReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

const words: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', new PyFloat(NaN)],
  ['Infinity', new PyFloat(Infinity)],
  ['-Infinity', new PyFloat(-Infinity)],
]);

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): PyValue {
    this.#take(space);
    const first = this.#text.charAt(this.#at);
    if (first === '{') return this.#object();
    if (first === '[') return this.#array();
    if (first === '"') return this.#string();
    const named = words.get(this.#take(word)?.[0] ?? '');
    return named === undefined ? this.#number() : named;
  }

  end(): void {
    this.#take(space);
    if (this.#at < this.#text.length) throw this.#error('the end');
  }

  #object(): PyValue {
    const dict = new PyDict();
    this.#items('}', () => {
      this.#take(space);
      const key = this.#string();
      this.#expect(':');
      dict.setText(key, this.value());
    });
    return dict;
  }

  #array(): PyValue {
    const items: PyValue[] = [];
    this.#items(']', () => {
      items.push(this.value());
    });
    return new PyList(items);
  }

  #items(close: string, readItem: () => void): void {
    this.#at += 1;
    this.#take(space);
    if (this.#skip(close)) return;
    do readItem();
    while (this.#skip(','));
    this.#expect(close);
  }

  #string(): string {
    const match = this.#take(string);
    if (match === undefined) throw this.#error('a string');
    return JSON.parse(match[0]) as string;
  }

  #number(): PyValue {
    const match = this.#take(number);
    if (match === undefined) throw this.#error('a value');
    const [digits, fraction, exponent] = match;
    if (fraction !== undefined || exponent !== undefined) return new PyFloat(Number(digits));
    return makeInt(BigInt(digits));
  }

  #expect(character: string): void {
    if (!this.#skip(character)) throw this.#error(`'${character}'`);
  }

  #skip(character: string): boolean {
    this.#take(space);
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match !== undefined) this.#at = pattern.lastIndex;
    return match;
  }

  #error(expected: string): SyntaxError {
    return new SyntaxError(`expected ${expected} at offset ${this.#at} of the JSON`);
  }
}
