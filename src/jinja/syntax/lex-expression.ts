import { space } from './space.js';
import { unescapeString } from './string-literal.js';
import { SyntaxProblem } from './syntax-error.js';
import type { Token, TokenKind } from './token.js';

const white = new RegExp(`${space}+`, 'y');
const variableEnd = new RegExp(`-\\}\\}${space}*|\\}\\}`, 'y');
const blockEnd = new RegExp(`\\+%\\}|-%\\}${space}*|%\\}`, 'y');
const float = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const name = /[\p{L}\p{N}\p{M}_]+/uy;
const string = /'[^'\\]*(?:\\[^][^'\\]*)*'|"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;

const identifier = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u;

const closers: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
  ['(', ')'],
]);

/** Reads the tokens of a tag up to and including its end; gives the offset after it. */
export function lexExpression(
  tokens: Token[],
  text: string,
  start: number,
  tag: 'variable' | 'block',
): number {
  const open: string[] = [];
  let at = start;
  while (at < text.length) {
    const end = open.length === 0 ? match(tag === 'variable' ? variableEnd : blockEnd, text, at) : '';
    if (end !== '') {
      tokens.push({ kind: `${tag}End`, text: end, start: at, end: at + end.length });
      return at + end.length;
    }
    at += lexWord(tokens, text, at, open);
  }
  return at;
}

/** Reads one word; gives its length. */
function lexWord(tokens: Token[], text: string, at: number, open: string[]): number {
  const blank = match(white, text, at);
  if (blank !== '') return blank.length;
  const [kind, word] = nextWord(text, at);
  if (kind === 'operator') balance(word, open, at);
  if (kind === 'name' && !identifier.test(word))
    throw new SyntaxProblem('Invalid character in identifier', at);
  const value = kind === 'string' ? unescapeString(word.slice(1, -1), at) : word;
  tokens.push({ kind, text: value, start: at, end: at + word.length });
  return word.length;
}

function nextWord(text: string, at: number): readonly [TokenKind, string] {
  let word = match(float, text, at);
  if (word !== '') return ['float', word];
  word = match(integer, text, at);
  if (word !== '') return ['integer', word];
  word = match(name, text, at);
  if (word !== '') return ['name', word];
  word = match(string, text, at);
  if (word !== '') return ['string', word];
  word = match(operator, text, at);
  if (word !== '') return ['operator', word];
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw new SyntaxProblem(`unexpected char '${character}' at ${at}`, at);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Keeps track of brackets: the end of a tag does not count inside them. */
function balance(word: string, open: string[], at: number): void {
  const closer = closers.get(word);
  if (closer !== undefined) open.push(closer);
  if (word !== '}' && word !== ']' && word !== ')') return;
  const expected = open.pop();
  if (expected === undefined) throw new SyntaxProblem(`unexpected '${word}'`, at);
  if (expected !== word) throw new SyntaxProblem(`unexpected '${word}', expected '${expected}'`, at);
}
