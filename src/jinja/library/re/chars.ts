import { FLAG } from './flags.js';
import type { Category, OneNode, SetItem } from './nodes.js';

/** Whether a character, given by its code point, belongs. */
export type CharTest = (code: number) => boolean;

const UNICODE_WORD = /[\p{L}\p{N}_]/u;
const UNICODE_DIGIT = /\p{Nd}/u;

/** `str.isalnum()` or an underscore; ASCII only under that flag. */
export function isWord(code: number, ascii: boolean): boolean {
  if (code < 128) {
    return (
      (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
    );
  }
  return !ascii && UNICODE_WORD.test(String.fromCodePoint(code));
}

function isDigit(code: number, ascii: boolean): boolean {
  if (code < 128) return code >= 48 && code <= 57;
  return !ascii && UNICODE_DIGIT.test(String.fromCodePoint(code));
}

/** `str.isspace()`. */
function isSpace(code: number, ascii: boolean): boolean {
  if (code < 128) return (code >= 9 && code <= 13) || code === 32 || (!ascii && code >= 28 && code <= 31);
  if (ascii) return false;
  if (code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return true;
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** The characters that equal a character when case is ignored, itself first. */
export function caseVariants(code: number, ascii: boolean): readonly number[] {
  if (ascii) return isAsciiLetter(code) ? [code, code ^ 32] : [code];
  const lower = simpleCase(code, (text) => text.toLowerCase());
  const upper = simpleCase(lower, (text) => text.toUpperCase());
  const title = simpleCase(upper, (text) => text.toLowerCase());
  return [...new Set([code, lower, upper, title, ...(SPECIAL_PARTNERS.get(lower) ?? [])])];
}

/** Characters that share an upper case with another lower case character; no simple mapping leads to them. */
const SPECIAL_PARTNERS: ReadonlyMap<number, readonly number[]> = new Map(
  [
    [0x69, 0x131, 0x130],
    [0x73, 0x17f],
    [0x6b, 0x212a],
    [0xe5, 0x212b],
    [0xb5, 0x3bc],
    [0x345, 0x3b9, 0x1fbe],
    [0x390, 0x1fd3],
    [0x3b0, 0x1fe3],
    [0x3b2, 0x3d0],
    [0x3b5, 0x3f5],
    [0x3b8, 0x3d1, 0x3f4],
    [0x3ba, 0x3f0],
    [0x3c0, 0x3d6],
    [0x3c1, 0x3f1],
    [0x3c2, 0x3c3],
    [0x3c6, 0x3d5],
    [0x3c9, 0x2126],
    [0xdf, 0x1e9e],
    [0x1e61, 0x1e9b],
    [0xfb05, 0xfb06],
  ].flatMap((family) => family.map((code) => [code, family] as const)),
);

function isAsciiLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** A mapping to one character; what would become several stays as it is. */
function simpleCase(code: number, map: (text: string) => string): number {
  if (code === 0x130) return 0x69;
  const mapped = Array.from(map(String.fromCodePoint(code)));
  return mapped.length === 1 ? (mapped[0]?.codePointAt(0) ?? code) : code;
}

/** The test for a node that consumes one character. */
export function testOf(node: OneNode): CharTest {
  const ascii = (node.flags & FLAG.ASCII) !== 0;
  const ignoreCase = (node.flags & FLAG.IGNORECASE) !== 0;
  switch (node.kind) {
    case 'any':
      return (node.flags & FLAG.DOTALL) === 0 ? (code) => code !== 10 : () => true;
    case 'char':
      return ignoreCase ? charTest(node.code, ascii) : (code) => code === node.code;
    case 'set':
      return setTest(node.items, node.negate, ascii, ignoreCase);
  }
}

function charTest(wanted: number, ascii: boolean): CharTest {
  const variants = new Set(caseVariants(wanted, ascii));
  return (code) => variants.has(code);
}

function setTest(items: readonly SetItem[], negate: boolean, ascii: boolean, ignoreCase: boolean): CharTest {
  const tests = items.map((item) => itemTest(item, ascii));
  const plain: CharTest = (code) => tests.some((test) => test(code));
  const member: CharTest = ignoreCase ? (code) => caseVariants(code, ascii).some(plain) : plain;
  // Most text is Latin: a table answers for it.
  const table = Array.from({ length: 256 }, (_, code) => member(code) !== negate);
  return (code) => table[code] ?? member(code) !== negate;
}

function itemTest(item: SetItem, ascii: boolean): CharTest {
  switch (item.kind) {
    case 'char':
      return (code) => code === item.code;
    case 'range':
      return (code) => code >= item.low && code <= item.high;
    case 'category':
      return categoryTest(item, ascii);
  }
}

function categoryTest(category: Category, ascii: boolean): CharTest {
  const test = { digit: isDigit, space: isSpace, word: isWord }[category.name];
  return (code) => test(code, ascii) !== category.negate;
}
